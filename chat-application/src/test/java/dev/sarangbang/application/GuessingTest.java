package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.application.Enrolment.LogIn;
import dev.sarangbang.application.Enrolment.LogInOutcome;
import dev.sarangbang.application.Enrolment.LogInOutcome.LoggedIn;
import dev.sarangbang.application.Enrolment.LogInOutcome.TooManyFailures;
import dev.sarangbang.application.Enrolment.LogInOutcome.WrongCredentials;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.PasswordHasher;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Controls S6, S7 and S8: what somebody gains who guesses passwords, and what it costs the one whose account it is. */
class GuessingTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int TRIES = 1_000;

    private final Village village = new Village();
    private final CountingHasher hasher = new CountingHasher();
    private final Node node = village.node(hasher);
    private final Username ann = village.ann.username();
    private final Username nobody = new Username("nobody");

    @Test
    void S7_of_a_thousand_tries_in_a_quarter_of_an_hour_twelve_are_looked_at() {
        Duration step = QUARTER.dividedBy(TRIES);
        for (int i = 0; i < TRIES; i++) {
            assertThat(node.app().enrolment().logIn(guess(ann, Optional.empty())))
                    .isNotInstanceOf(LoggedIn.class);
            village.time.passes(step);
        }

        assertThat(hasher.work).isBetween(4, 12);
    }

    @Test
    void S7_a_wait_doubles_up_to_a_quarter_of_an_hour_and_ends() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 30; i++) {
            LogInOutcome outcome = node.app().enrolment().logIn(guess(ann, Optional.empty()));
            if (outcome instanceof TooManyFailures(var wait)) {
                longest = wait;
                village.time.passes(wait);
            }
        }

        assertThat(longest).isEqualTo(Limits.LOGIN_WAIT_MAX);
        assertThat(node.app().enrolment().logIn(new LogIn(ann, Village.PASSWORD)))
                .as("after the longest wait")
                .isInstanceOf(LoggedIn.class);
    }

    @Test
    void S7_wrong_passwords_are_forgotten_after_a_while() {
        exhaust(ann, Optional.empty());
        village.time.passes(Limits.LOGIN_WAIT_MAX.plus(Limits.LOGIN_FAILURES_FORGOTTEN));

        for (int i = 0; i <= Limits.LOGIN_FAILURES_FREE; i++) {
            assertThat(node.app().enrolment().logIn(guess(ann, Optional.empty())))
                    .isEqualTo(new WrongCredentials());
        }
    }

    @Test
    void S7_nobody_is_kept_out_of_their_own_device_by_the_failures_of_strangers() {
        KnownDevice annsPhone = loggedIn(ann).device();
        exhaust(ann, Optional.empty());

        assertThat(node.app().enrolment().logIn(right(ann, Optional.empty())))
                .as("a stranger, with the right password even")
                .isInstanceOf(TooManyFailures.class);
        assertThat(node.app().enrolment().logIn(right(ann, Optional.of(annsPhone))))
                .isInstanceOf(LoggedIn.class);
        assertThat(village.node().app().enrolment().logIn(right(ann, Optional.of(annsPhone))))
                .as("on another node")
                .isInstanceOf(LoggedIn.class);
    }

    @Test
    void S7_a_stolen_device_is_slowed_down_like_a_stranger() {
        KnownDevice annsPhone = loggedIn(ann).device();
        exhaust(ann, Optional.of(annsPhone));

        assertThat(node.app().enrolment().logIn(right(ann, Optional.of(annsPhone))))
                .isInstanceOf(TooManyFailures.class);
        assertThat(node.app().enrolment().logIn(right(ann, Optional.empty())))
                .as("its failures are its own")
                .isInstanceOf(LoggedIn.class);
    }

    @Test
    void S7_a_device_is_known_to_the_account_it_was_signed_in_to_and_to_no_other() {
        KnownDevice bobsPhone = loggedIn(village.bob.username()).device();
        exhaust(ann, Optional.of(bobsPhone));

        assertThat(node.app().enrolment().logIn(right(ann, Optional.empty()))).isInstanceOf(TooManyFailures.class);
        assertThat(KnownDevice.parse("x".repeat(64)).orElseThrow().knows(credentials(ann)))
                .isFalse();
        assertThat(KnownDevice.parse("x")).isEmpty();
        assertThat(bobsPhone).hasToString("KnownDevice[hidden]");
    }

    @Test
    void S7_an_address_that_tries_one_password_on_everybody_is_slowed_down_too() {
        int looked = 0;
        for (int i = 0; i < 200; i++) {
            var outcome = node.app()
                    .enrolment()
                    .logIn(new LogIn(
                            new Username("person" + i), wrong(), Optional.empty(), Optional.of("203.0.113.7")));
            looked += outcome instanceof WrongCredentials ? 1 : 0;
        }

        assertThat(looked).isEqualTo(Limits.LOGIN_FAILURES_FREE_OF_ADDRESS + 1);
        assertThat(node.app()
                        .enrolment()
                        .logIn(new LogIn(ann, Village.PASSWORD, Optional.empty(), Optional.of("203.0.113.8"))))
                .as("from next door")
                .isInstanceOf(LoggedIn.class);
        KnownDevice annsPhone = loggedIn(ann).device();
        assertThat(node.app()
                        .enrolment()
                        .logIn(new LogIn(ann, Village.PASSWORD, Optional.of(annsPhone), Optional.of("203.0.113.7"))))
                .as("from the same address, on her own device")
                .isInstanceOf(LoggedIn.class);
    }

    @Test
    void S7_right_passwords_cost_nothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(node.app()
                            .enrolment()
                            .logIn(new LogIn(ann, Village.PASSWORD, Optional.empty(), Optional.of("203.0.113.7"))))
                    .isInstanceOf(LoggedIn.class);
        }
    }

    @Test
    void S8_a_name_that_nobody_has_costs_the_same_work_and_the_same_waits_as_a_wrong_password() {
        for (int i = 0; i < 20; i++) {
            int before = hasher.work;
            LogInOutcome ofAnn = node.app().enrolment().logIn(guess(ann, Optional.empty()));
            int forAnn = hasher.work - before;
            LogInOutcome ofNobody = node.app().enrolment().logIn(guess(nobody, Optional.empty()));

            assertThat(ofNobody).isEqualTo(ofAnn);
            assertThat(hasher.work - before).isEqualTo(2 * forAnn);
            village.time.passes(Duration.ofSeconds(1));
        }
    }

    @Test
    void S6_a_hash_of_yesterday_is_replaced_when_its_owner_logs_in() {
        PasswordHash old = credentials(ann).passwordHash();
        hasher.outdated = old;

        assertThat(node.app().enrolment().logIn(guess(ann, Optional.empty()))).isEqualTo(new WrongCredentials());
        assertThat(credentials(ann).passwordHash()).as("after a wrong password").isEqualTo(old);
        KnownDevice device = loggedIn(ann).device();

        PasswordHash replaced = credentials(ann).passwordHash();
        assertThat(replaced).isNotEqualTo(old);
        assertThat(device.knows(credentials(ann))).isTrue();
        assertThat(loggedIn(ann).who().account()).isEqualTo(village.ann.who().account());
        assertThat(credentials(ann).passwordHash())
                .as("it is not replaced again")
                .isEqualTo(replaced);
    }

    @Test
    void S6_nobody_is_kept_out_because_a_hash_cannot_be_replaced() {
        hasher.outdated = credentials(ann).passwordHash();
        village.accounts.cutOff("replaceHash");

        assertThat(node.app().enrolment().logIn(right(ann, Optional.empty()))).isInstanceOf(LoggedIn.class);
        assertThat(village.tally.degraded).contains("rehashing");
    }

    private void exhaust(Username name, Optional<KnownDevice> device) {
        for (int i = 0; i < 100; i++) {
            node.app().enrolment().logIn(guess(name, device));
        }
    }

    private LoggedIn loggedIn(Username name) {
        return (LoggedIn) node.app().enrolment().logIn(right(name, Optional.empty()));
    }

    private Credentials credentials(Username name) {
        return village.accounts.port().findByUsername(name).orElseThrow();
    }

    private static LogIn guess(Username name, Optional<KnownDevice> device) {
        return new LogIn(name, wrong(), device, Optional.empty());
    }

    private static LogIn right(Username name, Optional<KnownDevice> device) {
        return new LogIn(name, Village.PASSWORD, device, Optional.empty());
    }

    private static Password wrong() {
        return Password.parse("incorrect horse").orThrow();
    }

    /** The fast fake, with a tally of what would be slow. */
    private static final class CountingHasher implements PasswordHasher {
        private final PasswordHasher real = new UnsafeFastPasswordHasher(new Random(7));
        private int work;
        private PasswordHash outdated = new PasswordHash("");

        @Override
        public PasswordHash hash(Password password) {
            work++;
            return real.hash(password);
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            work++;
            return real.matches(password, hash);
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return hash.equals(outdated);
        }
    }
}
