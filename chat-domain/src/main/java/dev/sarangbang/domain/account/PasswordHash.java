package dev.sarangbang.domain.account;

/** What is stored in place of a password: an encoded hash with its salt and parameters, opaque to all but the hasher. */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
