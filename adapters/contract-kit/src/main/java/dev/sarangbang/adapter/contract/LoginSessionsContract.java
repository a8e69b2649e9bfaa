package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.port.LoginSessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link LoginSessions} does. Extend it and supply the adapter under test. */
public abstract class LoginSessionsContract {

    private static final Instant EXPIRY = Instant.parse("2040-02-29T12:34:56.789Z");
    private static final Instant SOON = EXPIRY.minusMillis(1);

    /** Long before all other sessions, so that a sweep then meets none but its own. */
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private final LoginSession annsBrowser = Samples.session(Samples.accountId(), EXPIRY);

    /** The adapter under test; the same instance throughout one test. */
    protected abstract LoginSessions loginSessions();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected LoginSessions elsewhere() {
        return loginSessions();
    }

    /** Another adapter over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected LoginSessions reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("S1: finds a session as it was opened")
    void finds_what_was_opened() {
        LoginSession annsPhone = Samples.session(annsBrowser.account(), EXPIRY.plusMillis(1));
        open(annsBrowser);
        open(annsPhone);
        open(annsBrowser);

        for (LoginSessions here : List.of(loginSessions(), elsewhere())) {
            assertThat(here.find(annsBrowser.key(), SOON)).contains(annsBrowser);
            assertThat(here.find(annsPhone.key(), SOON)).contains(annsPhone);
            assertThat(here.find(session().key(), SOON)).isEmpty();
        }
    }

    @Test
    @DisplayName("S2: finds a session until right before its expiry, and not from then on")
    void ends_at_its_expiry() {
        open(annsBrowser);

        assertThat(loginSessions().find(annsBrowser.key(), EXPIRY.minusMillis(1)))
                .contains(annsBrowser);
        assertThat(loginSessions().find(annsBrowser.key(), EXPIRY)).isEmpty();
        assertThat(loginSessions().find(annsBrowser.key(), EXPIRY.plusSeconds(3600)))
                .isEmpty();
    }

    @Test
    @DisplayName("S3: finds no session that was closed, anywhere, and leaves others open")
    void finds_nothing_closed() {
        LoginSession annsPhone = Samples.session(annsBrowser.account(), EXPIRY);
        open(annsBrowser);
        open(annsPhone);
        assertThat(elsewhere().find(annsBrowser.key(), SOON)).isPresent();

        loginSessions().close(annsBrowser.key());
        loginSessions().close(annsBrowser.key());
        loginSessions().close(session().key());

        assertThat(loginSessions().find(annsBrowser.key(), SOON)).isEmpty();
        assertThat(elsewhere().find(annsBrowser.key(), SOON)).isEmpty();
        assertThat(loginSessions().find(annsPhone.key(), SOON)).contains(annsPhone);
    }

    @Test
    @DisplayName("S4: keeps a session over a crash, and the end of one too")
    void survives_a_crash() {
        LoginSession closed = session();
        open(annsBrowser);
        open(closed);
        loginSessions().close(closed.key());

        LoginSessions reopened = reopen();

        assertThat(reopened.find(annsBrowser.key(), SOON)).contains(annsBrowser);
        assertThat(reopened.find(closed.key(), SOON)).isEmpty();
    }

    @Test
    @DisplayName("S5: sweeps away what expired and nothing else")
    void sweeps_what_expired() {
        LoginSession expired = Samples.session(Samples.accountId(), LONG_AGO);
        LoginSession live = Samples.session(Samples.accountId(), LONG_AGO.plusMillis(1));
        open(expired);
        open(live);
        open(annsBrowser);

        loginSessions().sweep(LONG_AGO);

        assertThat(loginSessions().find(expired.key(), LONG_AGO.minusMillis(1))).isEmpty();
        assertThat(loginSessions().find(live.key(), LONG_AGO)).contains(live);
        assertThat(loginSessions().find(annsBrowser.key(), SOON)).contains(annsBrowser);
    }

    @Test
    @DisplayName("S6: finds the live sessions of an account, all of them and nobody else's")
    void finds_the_sessions_of_an_account() {
        LoginSession annsPhone = Samples.session(annsBrowser.account(), EXPIRY.plusMillis(1));
        LoginSession annsTablet = Samples.session(annsBrowser.account(), EXPIRY.plusMillis(1));
        open(annsBrowser);
        open(annsPhone);
        open(annsTablet);
        open(session());
        loginSessions().close(annsTablet.key());

        for (LoginSessions here : List.of(loginSessions(), elsewhere())) {
            assertThat(here.of(annsBrowser.account(), SOON)).containsExactlyInAnyOrder(annsBrowser, annsPhone);
            assertThat(here.of(annsBrowser.account(), EXPIRY)).containsExactly(annsPhone);
            assertThat(here.of(annsBrowser.account(), EXPIRY.plusMillis(1))).isEmpty();
            assertThat(here.of(Samples.accountId(), SOON)).isEmpty();
        }
    }

    @Test
    @DisplayName("S7: moves an expiry later and never sooner")
    void moves_an_expiry_later() {
        Instant later = EXPIRY.plusMillis(1);
        open(annsBrowser);

        loginSessions().extend(annsBrowser.key(), later);
        loginSessions().extend(annsBrowser.key(), EXPIRY);
        loginSessions().extend(annsBrowser.key(), SOON);

        LoginSession extended = annsBrowser.extendedTo(later);
        for (LoginSessions here : List.of(loginSessions(), elsewhere())) {
            assertThat(here.find(annsBrowser.key(), EXPIRY)).contains(extended);
            assertThat(here.of(annsBrowser.account(), EXPIRY)).containsExactly(extended);
            assertThat(here.find(annsBrowser.key(), later)).isEmpty();
        }
    }

    @Test
    @DisplayName("S7: brings no session back, also when it is closed while it is extended")
    void brings_no_session_back() {
        loginSessions().extend(session().key(), EXPIRY);
        for (int round = 0; round < Race.ROUNDS; round++) {
            LoginSession racing = session();
            open(racing);
            Race.of(Race.RACERS, racer -> {
                LoginSessions here = racer % 2 == 0 ? loginSessions() : elsewhere();
                if (racer == 0) {
                    here.close(racing.key());
                } else {
                    here.extend(racing.key(), EXPIRY.plusMillis(racer));
                }
                return racer;
            });
            loginSessions().extend(racing.key(), EXPIRY.plusSeconds(1));

            assertThat(loginSessions().find(racing.key(), SOON)).isEmpty();
            assertThat(elsewhere().of(racing.account(), SOON)).isEmpty();
        }
    }

    @Test
    @DisplayName("S8: keeps so many sessions of an account, and ends those that would expire first")
    void keeps_so_many_of_an_account() {
        LoginSession bobs = session();
        open(bobs);
        List<LoginSession> anns = sessionsOf(annsBrowser.account(), LoginSessions.SESSIONS_PER_ACCOUNT_MAX + 2);
        List<LoginSession> kept = new ArrayList<>(anns.subList(2, anns.size()));
        // What is used is not what ends.
        LoginSession used = anns.get(0).extendedTo(EXPIRY.plusSeconds(10));
        for (LoginSession session : anns.subList(0, LoginSessions.SESSIONS_PER_ACCOUNT_MAX)) {
            assertThat(loginSessions().open(session)).isEmpty();
        }
        loginSessions().extend(used.key(), used.expiresAt());

        assertThat(loginSessions().open(anns.get(LoginSessions.SESSIONS_PER_ACCOUNT_MAX)))
                .containsExactly(anns.get(1).key());
        assertThat(elsewhere().open(anns.get(LoginSessions.SESSIONS_PER_ACCOUNT_MAX + 1)))
                .containsExactly(kept.remove(0).key());

        kept.add(used);
        for (LoginSessions here : List.of(loginSessions(), elsewhere())) {
            assertThat(here.of(annsBrowser.account(), SOON)).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(here.find(anns.get(1).key(), SOON)).isEmpty();
            assertThat(here.find(anns.get(2).key(), SOON)).isEmpty();
            assertThat(here.find(bobs.key(), SOON)).contains(bobs);
        }
    }

    @Test
    @DisplayName("S8: keeps so many sessions of an account also when many are opened at once")
    void keeps_so_many_at_once() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            List<LoginSession> all =
                    sessionsOf(Samples.accountId(), LoginSessions.SESSIONS_PER_ACCOUNT_MAX + Race.RACERS - 1);
            int before = LoginSessions.SESSIONS_PER_ACCOUNT_MAX - 1;
            all.subList(0, before).forEach(this::open);

            Race.of(Race.RACERS, racer -> {
                LoginSessions here = racer % 2 == 0 ? loginSessions() : elsewhere();
                return here.open(all.get(before + racer));
            });

            assertThat(loginSessions().of(all.get(0).account(), SOON))
                    .containsExactlyInAnyOrderElementsOf(all.subList(Race.RACERS - 1, all.size()));
        }
    }

    private void open(LoginSession session) {
        loginSessions().open(session);
    }

    /** Sessions of one account, each of which expires later than those before it. */
    private static List<LoginSession> sessionsOf(AccountId account, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Samples.session(account, EXPIRY.plusMillis(i)))
                .toList();
    }

    private static LoginSession session() {
        return Samples.session(Samples.accountId(), EXPIRY);
    }
}
