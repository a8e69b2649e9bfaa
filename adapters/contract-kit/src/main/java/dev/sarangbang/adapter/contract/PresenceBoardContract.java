package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PresenceBoard} does. Extend it and supply the adapter under test.
 *
 * <p>Time is the contract's own unless {@link #now} and {@link #passTime} are overridden together, for a store that goes by a
 * clock of its own.
 */
public abstract class PresenceBoardContract {

    /** How much later than its lease a connection may lapse. */
    private static final Duration LATE_MAX = Duration.ofSeconds(2);

    /** So much before its end a lease is certainly alive, on a real clock too. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final AccountId ann = Samples.accountId();
    private final ConnectionKey phone = Samples.connection(ann);
    private final ConnectionKey laptop = Samples.connection(ann);
    private Instant now = Instant.parse("2030-05-06T07:08:09.123Z");

    /** The adapter under test; the same instance throughout one test. */
    protected abstract PresenceBoard presenceBoard();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected PresenceBoard elsewhere() {
        return presenceBoard();
    }

    /** What time it is. */
    protected Instant now() {
        return now;
    }

    /** Lets time pass: moves {@link #now()}, or, for a real clock, returns once it has moved so far. */
    protected void passTime(Duration time) {
        now = now.plus(time);
    }

    @Test
    @DisplayName("P1: an account is online until the last of its connections has departed")
    void is_online_until_the_last_departs() {
        check(ann, Status.OFFLINE);
        presenceBoard().arrive(phone, now());
        check(ann, Status.ONLINE);
        presenceBoard().arrive(laptop, now());
        presenceBoard().depart(phone, now());
        check(ann, Status.ONLINE);
        presenceBoard().depart(laptop, now());
        check(ann, Status.OFFLINE);
    }

    @Test
    @DisplayName("P2: the late end of an old connection leaves a newer one of the same device alone")
    void leaves_a_newer_connection_alone() {
        ConnectionKey old = phone;
        ConnectionKey fresh = new ConnectionKey(
                ann, old.device(), new ConnectionId(old.connection().value() ^ 1L << 50));
        ConnectionKey sameConnectionOfAnotherDevice = new ConnectionKey(ann, Samples.deviceId(), fresh.connection());
        presenceBoard().arrive(old, now());
        presenceBoard().arrive(fresh, now());

        assertThat(presenceBoard().depart(old, now())).isFalse();
        assertThat(presenceBoard().depart(old, now())).isFalse();
        assertThat(presenceBoard().depart(sameConnectionOfAnotherDevice, now())).isFalse();
        check(ann, Status.ONLINE);
    }

    @Test
    @DisplayName("P3: a connection lapses one lease after it was last refreshed, and comes back when it is refreshed")
    void lapses_unless_refreshed() {
        AccountId bob = Samples.accountId();
        ConnectionKey bobs = Samples.connection(bob);
        AccountId carl = Samples.accountId();
        ConnectionKey carls = Samples.connection(carl);
        presenceBoard().arrive(phone, now());
        presenceBoard().arrive(bobs, now());
        presenceBoard().arrive(carls, now());

        passTime(PresenceBoard.LEASE.minus(MARGIN));
        check(ann, Status.ONLINE);
        presenceBoard().refresh(List.of(bobs, carls), now());

        passTime(MARGIN.plus(LATE_MAX));
        check(ann, Status.OFFLINE);
        check(bob, Status.ONLINE);
        assertThat(presenceBoard().arrive(laptop, now()))
                .as("was offline before")
                .isTrue();

        passTime(PresenceBoard.LEASE.minus(MARGIN).minus(MARGIN).minus(LATE_MAX));
        check(bob, Status.ONLINE);
        check(carl, Status.ONLINE);

        passTime(MARGIN.plus(LATE_MAX));
        check(bob, Status.OFFLINE);
        assertThat(presenceBoard().depart(carls, now())).as("is offline now").isTrue();
        check(ann, Status.ONLINE);

        presenceBoard().refresh(List.of(bobs), now());
        check(bob, Status.ONLINE);
    }

    @Test
    @DisplayName("P4: arriving and departing tell whether the account was or is offline")
    void tells_who_came_and_went() {
        assertThat(presenceBoard().arrive(phone, now())).isTrue();
        assertThat(presenceBoard().arrive(phone, now())).isFalse();
        assertThat(presenceBoard().arrive(laptop, now())).isFalse();
        assertThat(presenceBoard().depart(laptop, now())).isFalse();
        assertThat(presenceBoard().depart(phone, now())).isTrue();
        assertThat(presenceBoard().depart(phone, now())).isTrue();
        assertThat(presenceBoard().arrive(laptop, now())).isTrue();
    }

    @Test
    @DisplayName("P4: of connections that come or go at once, one is told that it is the first or the last")
    void tells_one_of_several() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            AccountId carl = Samples.accountId();
            List<ConnectionKey> connections = Race.of(Race.RACERS, ignored -> Samples.connection(carl));

            assertThat(Race.of(Race.RACERS, racer -> boardFor(racer).arrive(connections.get(racer), now())))
                    .containsOnlyOnce(true);
            check(carl, Status.ONLINE);
            assertThat(Race.of(Race.RACERS, racer -> boardFor(racer).depart(connections.get(racer), now())))
                    .containsOnlyOnce(true);
            check(carl, Status.OFFLINE);
        }
    }

    @Test
    @DisplayName("P5: the last sign of life is the latest arrival, refresh or departure, to the millisecond")
    void remembers_the_last_sign_of_life() {
        Instant arrived = now();
        presenceBoard().arrive(phone, arrived.plusNanos(999_999));
        check(ann, Status.ONLINE, arrived);

        passTime(Duration.ofMillis(20));
        Instant refreshed = now();
        presenceBoard().refresh(List.of(phone), refreshed);
        check(ann, Status.ONLINE, refreshed);

        presenceBoard().refresh(List.of(phone), arrived);
        check(ann, Status.ONLINE, refreshed);

        passTime(Duration.ofMillis(20));
        Instant departed = now();
        presenceBoard().depart(phone, departed);
        check(ann, Status.OFFLINE, departed);
        presenceBoard().arrive(laptop, refreshed);
        check(ann, Status.ONLINE, departed);
    }

    @Test
    @DisplayName("P5: an account that never arrived was never seen")
    void has_never_seen_a_stranger() {
        AccountId stranger = Samples.accountId();
        presenceBoard().arrive(phone, now());

        assertThat(presenceBoard().of(List.of(stranger), now())).isEqualTo(Map.of(stranger, Presence.NEVER_SEEN));
        assertThat(presenceBoard().of(List.of(), now())).isEmpty();
    }

    @Test
    @DisplayName("P6: accounts do not touch each other's presence, even with the same device and connection")
    void keeps_accounts_apart() {
        AccountId bob = Samples.accountId();
        ConnectionKey bobs = new ConnectionKey(bob, phone.device(), phone.connection());
        Instant arrived = now();
        presenceBoard().arrive(phone, arrived);

        assertThat(presenceBoard().of(List.of(bob), now())).isEqualTo(Map.of(bob, Presence.NEVER_SEEN));
        assertThat(presenceBoard().arrive(bobs, now())).isTrue();

        passTime(Duration.ofMillis(20));
        assertThat(presenceBoard().depart(bobs, now())).isTrue();
        check(bob, Status.OFFLINE);
        check(ann, Status.ONLINE, arrived);
        assertThat(presenceBoard().of(List.of(ann, bob), now())).containsOnlyKeys(ann, bob);
    }

    private PresenceBoard boardFor(int racer) {
        return racer % 2 == 0 ? presenceBoard() : elsewhere();
    }

    private void check(AccountId account, Status status) {
        for (PresenceBoard board : List.of(presenceBoard(), elsewhere())) {
            assertThat(board.of(List.of(account), now()).get(account))
                    .isNotNull()
                    .extracting(Presence::status)
                    .isEqualTo(status);
        }
    }

    private void check(AccountId account, Status status, Instant lastActive) {
        Presence expected = new Presence(status, Optional.of(lastActive.truncatedTo(ChronoUnit.MILLIS)));
        assertThat(presenceBoard().of(List.of(account), now())).isEqualTo(Map.of(account, expected));
    }
}
