package dev.sarangbang.domain.account;

/** An account together with what its password is checked against. */
public record Credentials(Account account, PasswordHash passwordHash) {}
