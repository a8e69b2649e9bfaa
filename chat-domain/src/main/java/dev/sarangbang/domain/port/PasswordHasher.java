package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;

/**
 * Turns passwords into something that can be stored, and checks them against it.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code W1} A password matches every hash made of it, also one made before a restart.
 *   <li>{@code W2} Another password does not match.
 *   <li>{@code W3} Two hashes of one password differ.
 *   <li>{@code W4} A hash that is not this implementation's matches nothing; it is no error.
 *   <li>{@code W5} A hash does not contain the password.
 *   <li>{@code W6} A hash it makes now is not outdated; one that it would make otherwise today is, and so is one that is not its own.
 * </ol>
 *
 * <p>The first two methods are slow on purpose and take the same time whether the password matches or not: callers bound how many
 * run at once. They may be called from any thread.
 */
public interface PasswordHasher {

    /** A new hash of {@code password}. */
    PasswordHash hash(Password password);

    /** Whether {@code hash} was made of {@code password}. */
    boolean matches(Password password, PasswordHash hash);

    /** Whether a password that matches {@code hash} should be hashed anew, because today it would be hashed otherwise. Fast. */
    boolean isOutdated(PasswordHash hash);
}
