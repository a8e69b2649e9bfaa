package dev.sarangbang.adapter.redis;

import java.time.Duration;
import java.util.Optional;

/**
 * Where Redis is and how it is spoken to.
 *
 * @param user of Redis' access control lists; empty for the default one
 * @param tls whether the connection is encrypted; the certificate is checked against what this JVM trusts
 * @param timeout how long to wait, for a turn, for a connection, and for an answer
 * @param connections how many are open, and so how many calls are under way at once
 * @param prefix what every key begins with
 */
record RedisSettings(
        Address address,
        Optional<String> user,
        Optional<String> password,
        boolean tls,
        Duration timeout,
        int connections,
        String prefix) {

    /** Without the password: records are printed sooner or later. */
    @Override
    public String toString() {
        return "RedisSettings[" + address + "]";
    }
}
