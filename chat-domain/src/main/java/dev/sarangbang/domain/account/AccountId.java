package dev.sarangbang.domain.account;

/** Identifies one account for as long as the account exists; never reused. A Snowflake, so always positive. */
public record AccountId(long value) {
    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("not an account id: " + value);
        }
    }
}
