package dev.sarangbang.adapter.argon2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.PasswordHasherContract;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PortException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest extends PasswordHasherContract {

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    @Override
    protected PasswordHasher passwordHasher() {
        return hasher(Argon2Cost.RECOMMENDED);
    }

    /** Made by the reference implementation's command line tool, {@code argon2 SALT -id -t T -k M -p P -l 32 -e}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    password | m=65536,t=2,p=1 | c29tZXNhbHQ | CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc
                    password | m=19456,t=2,p=1 | MDEyMzQ1Njc4OWFiY2RlZg | 0qsHs573+LgGInzYb7sRqlOTBmqY4X6srNEm6ybpJ20
                    password | m=256,t=3,p=2 | c29tZXNhbHQ | oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY
                    열려라 참깨!! | m=19456,t=2,p=1 | c2FyYW5nYmFuZy1zYWx0MQ | mvRHRQ75PyI6ugUvQ65SvC8fMGYnTXbMrcC6J7ha+JU
                    """)
    void hashes_of_the_reference_implementation_match(String password, String cost, String salt, String hash) {
        PasswordHasher hasher = hasher(CHEAP);
        var encoded = new PasswordHash(String.join("$", "$argon2id$v=19", cost, salt, hash));

        assertThat(hasher.matches(password(password), encoded)).isTrue();
        assertThat(hasher.matches(password(password + "!"), encoded)).isFalse();
    }

    @Test
    void a_hash_says_what_it_cost_and_outlives_a_change_of_cost() {
        Password password = Samples.password();
        PasswordHash recommended = passwordHasher().hash(password);
        PasswordHash cheap = hasher(CHEAP).hash(password);

        assertThat(recommended.encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(cheap.encoded()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(passwordHasher().matches(password, cheap)).isTrue();
        assertThat(hasher(CHEAP).matches(password, recommended)).isTrue();
    }

    @Test
    void a_hash_is_outdated_once_the_cost_has_changed() {
        PasswordHash cheap = hasher(CHEAP).hash(Samples.password());

        assertThat(hasher(CHEAP).isOutdated(cheap)).isFalse();
        assertThat(passwordHasher().isOutdated(cheap)).isTrue();
        assertThat(hasher(new Argon2Cost(64, 2, 1)).isOutdated(cheap)).isTrue();
        assertThat(passwordHasher()
                        .isOutdated(new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$"
                                + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")))
                .as("with a salt of eight bytes")
                .isTrue();
    }

    /** Of another kind, or such that to compute it would take all memory or all day. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
                "$argon2id$v=16$m=256,t=3,p=2$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY",
                "$argon2id$v=19$m=2097152,t=2,p=1$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY",
                "$argon2id$v=19$m=256,t=1000000,p=1$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY",
                "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$oxYd",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzYAA",
                "$argon2id$v=19$m=256,t=3,p=2$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY=",
                "$argon2id$v=19$m=+256,t=3,p=2$c29tZXNhbHQ$oxYd6Z0OfAdiNkssSz6iuVAAWXP4h51UKH/YvVaSHzY"
            })
    void hashes_that_are_not_to_be_computed_match_nothing(String hash) {
        assertThat(hasher(CHEAP).matches(password("password"), new PasswordHash(hash)))
                .isFalse();
    }

    @Test
    void a_flood_is_refused_beyond_the_bound_and_served_below_it() throws Exception {
        var hasher = new Argon2PasswordHasher(new Argon2Cost(4_096, 1, 1), 1, new SecureRandom());
        Password password = Samples.password();
        int flood = 3 * Argon2PasswordHasher.WAITING_MAX;
        List<Future<PasswordHash>> answers = new ArrayList<>();
        int refused = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < flood; i++) {
                answers.add(callers.submit(() -> hasher.hash(password)));
            }
            for (Future<PasswordHash> answer : answers) {
                try {
                    assertThat(answer.get().encoded()).startsWith("$argon2id$");
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(PortException.Unavailable.class);
                    refused++;
                }
            }
        }

        assertThat(flood - refused).isGreaterThanOrEqualTo(Argon2PasswordHasher.WAITING_MAX);
        assertThat(refused).isPositive();
    }

    private static PasswordHasher hasher(Argon2Cost cost) {
        return new Argon2PasswordHasher(cost, 2, new SecureRandom());
    }

    private static Password password(String text) {
        return Password.parse(text).orThrow();
    }
}
