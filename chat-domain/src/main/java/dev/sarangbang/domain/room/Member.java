package dev.sarangbang.domain.room;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.sync.Sequence;

/**
 * Someone in a room.
 *
 * @param joined the entry by which they came in; they see it and what follows, and nothing before it
 * @param lastActed their own newest entry here, or {@code joined}: who writes has read what stands above
 * @param lastActedNumber the message number of that entry
 */
public record Member(AccountId account, Sequence joined, Sequence lastActed, long lastActedNumber) {
    public Member {
        if (lastActed.isBefore(joined)) {
            throw new IllegalArgumentException("acted at " + lastActed + " before joining at " + joined);
        }
    }
}
