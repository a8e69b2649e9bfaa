package dev.sarangbang.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.port.Accounts.Registration.Registered;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.MySqlServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that dies or falls silent fails the calls, soon, and is found again when it is back. */
class OutageTest {

    /** Before a person who sends something must have been answered. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private static final int PEOPLE = 40;

    private static MySqlServer server;

    private MySqlStore store;

    @BeforeAll
    static void start() {
        server = MySqlServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        store = Servers.open(Servers.login(server));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_killed_server_fails_calls_and_has_everything_when_it_is_back() {
        Credentials ann = Samples.credentials(Samples.username());
        LoginSession browser = Samples.session(
                ann.account().id(), Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS));
        assertThat(store.accounts().register(ann)).isEqualTo(new Registered());
        store.loginSessions().open(browser);
        store.roomDirectory().add(ann.account().id(), Samples.roomId(), Sequence.BEFORE_FIRST);

        server.kill();

        assertUnavailableInTime(() -> store.accounts().register(Samples.credentials(Samples.username())));
        assertUnavailableInTime(() -> store.loginSessions().find(browser.key(), Instant.now()));
        assertUnavailableInTime(() -> store.roomDirectory().of(ann.account().id()));
        server.restart();
        awaitAnswers();
        assertThat(store.accounts().findByUsername(ann.account().username())).contains(ann);
        assertThat(store.loginSessions().find(browser.key(), Instant.now())).contains(browser);
        assertThat(store.roomDirectory().of(ann.account().id())).hasSize(1);
    }

    @Test
    void a_silent_server_fails_every_one_of_many_calls_in_time_and_is_found_again() throws Exception {
        Credentials ann = Samples.credentials(Samples.username());
        assertThat(store.accounts().register(ann)).isEqualTo(new Registered());

        server.suspend();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                calls.add(threads.submit(() -> assertUnavailableInTime(
                        () -> store.accounts().findByUsername(ann.account().username()))));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            server.resume();
        }

        awaitAnswers();
        assertThat(store.accounts().findByUsername(ann.account().username())).contains(ann);
    }

    @Test
    void after_one_has_waited_in_vain_the_others_do_not_wait() {
        server.suspend();
        try {
            assertUnavailableInTime(() -> store.roomDirectory().of(Samples.accountId()));
            long begin = System.nanoTime();
            for (int i = 0; i < PEOPLE; i++) {
                assertUnavailableInTime(() -> store.roomDirectory().of(Samples.accountId()));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MySqlLimits.ALIVE_WITHIN);
        } finally {
            server.resume();
        }

        awaitAnswers();
        assertThat(store.roomDirectory().of(Samples.accountId())).isEmpty();
    }

    @Test
    void a_registration_that_was_cut_off_can_be_repeated() {
        Credentials ann = Samples.credentials(Samples.username());
        server.suspend();
        try {
            assertUnavailableInTime(() -> store.accounts().register(ann));
        } finally {
            server.resume();
        }

        awaitAnswers();
        assertThat(store.accounts().register(ann)).isEqualTo(new Registered());
        assertThat(store.accounts().register(ann)).isEqualTo(new Registered());
    }

    @Test
    void a_closed_store_answers_with_an_outage() {
        store.close();

        assertUnavailableInTime(() -> store.roomDirectory().of(Samples.accountId()));
    }

    private void awaitAnswers() {
        Eventually.await("the server answers", () -> {
            try {
                return store.flaw().isEmpty();
            } catch (PortException.Unavailable notYet) {
                return false;
            }
        });
    }

    private static void assertUnavailableInTime(ThrowingCallable call) {
        long begin = System.nanoTime();
        assertThatThrownBy(call).isInstanceOf(PortException.Unavailable.class).hasCauseInstanceOf(Exception.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ANSWERED_WITHIN);
    }
}
