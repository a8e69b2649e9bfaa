package dev.sarangbang.domain.account;

import java.time.Instant;

/** A person as others see them. Secrets are kept apart, in {@link Credentials}. */
public record Account(AccountId id, Username username, DisplayName displayName, Instant createdAt) {}
