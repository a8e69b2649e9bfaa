package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PasswordHasher} does. Extend it and supply the adapter under test.
 *
 * <p>Untested here: that hashing is slow and takes the same time for right and wrong, because a timed test is a flaky test.
 */
public abstract class PasswordHasherContract {

    private final Password password = Samples.password();

    /** A new instance each time, as made by a process that has just started. */
    protected abstract PasswordHasher passwordHasher();

    @Test
    @DisplayName("W1: matches a password with every hash made of it, also one made before a restart")
    void matches_the_password() {
        PasswordHasher hasher = passwordHasher();
        PasswordHash hash = hasher.hash(password);

        assertThat(hasher.matches(password, hash)).isTrue();
        assertThat(passwordHasher().matches(password, hash)).isTrue();
    }

    @Test
    @DisplayName("W1: matches the longest password, and texts that are not ASCII")
    void matches_unusual_passwords() {
        PasswordHasher hasher = passwordHasher();
        for (String text : List.of("🗝".repeat(Password.LENGTH_MAX), "열려라 참깨!!", "tab\tnul\u0000end")) {
            Password unusual = Password.parse(text).orThrow();

            assertThat(hasher.matches(unusual, hasher.hash(unusual))).isTrue();
        }
    }

    @Test
    @DisplayName("W2: matches no other password, however alike or long")
    void matches_no_other_password() {
        PasswordHasher hasher = passwordHasher();
        String longest = "x".repeat(Password.LENGTH_MAX - 1);

        differ(hasher, password.value(), Samples.password().value());
        differ(hasher, longest + "y", longest + "z");
        differ(hasher, "before\u0000after", "before\u0000other");
        differ(hasher, "password", "Password");
    }

    @Test
    @DisplayName("W3: makes a different hash each time")
    void makes_different_hashes() {
        PasswordHasher hasher = passwordHasher();

        assertThat(Set.copyOf(List.of(
                        hasher.hash(password),
                        hasher.hash(password),
                        passwordHasher().hash(password))))
                .hasSize(3);
    }

    @Test
    @DisplayName("W4: matches nothing with what is not its hash, and does not mind")
    void minds_no_foreign_hash() {
        PasswordHasher hasher = passwordHasher();
        String own = hasher.hash(password).encoded();
        for (String foreign : List.of(
                "",
                "x",
                "$",
                "$$$$$$",
                password.value(),
                own.substring(0, own.length() / 2),
                own.substring(1),
                "$2y$10$abcdefghijklmnopqrstuuJ4b7nUO8GZQOEYz0t8wTz7Y0bQ2cU2a",
                "$argon2id$v=19$m=999999999999,t=-1,p=0$c2FsdA$aGFzaA")) {
            assertThat(hasher.matches(password, new PasswordHash(foreign)))
                    .as("a foreign hash of %d characters", foreign.length())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("W5: does not put the password into the hash")
    void hides_the_password() {
        assertThat(passwordHasher().hash(password).encoded()).doesNotContain(password.value());
    }

    @Test
    @DisplayName("W6: takes a hash of its own for good, and one of others for outdated")
    void tells_what_is_outdated() {
        PasswordHasher hasher = passwordHasher();

        assertThat(hasher.isOutdated(hasher.hash(password))).isFalse();
        assertThat(hasher.isOutdated(passwordHasher().hash(password))).isFalse();
        for (String foreign : List.of("", "x", "$2y$10$abcdefghijklmnopqrstuuJ4b7nUO8GZQOEYz0t8wTz7Y0bQ2cU2a")) {
            assertThat(hasher.isOutdated(new PasswordHash(foreign))).isTrue();
        }
    }

    private static void differ(PasswordHasher hasher, String one, String other) {
        PasswordHash hash = hasher.hash(Password.parse(one).orThrow());

        assertThat(hasher.matches(Password.parse(other).orThrow(), hash)).isFalse();
    }
}
