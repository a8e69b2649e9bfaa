package dev.sarangbang.domain.delivery;

import dev.sarangbang.domain.account.AccountId;
import java.util.Set;

/** A notice and those it is for. One object however many they are, so that it need be encoded only once. */
public record Delivery(Set<AccountId> recipients, Notice notice) {
    public Delivery {
        recipients = Set.copyOf(recipients);
    }
}
