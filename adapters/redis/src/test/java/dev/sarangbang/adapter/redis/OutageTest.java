package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis is killed, started again, emptied, and put to sleep, while nodes use it. */
class OutageTest {

    private static RedisServer server;

    /** Several times the longest that a call may take; not how long it should. */
    private static final Duration NEVER = Duration.ofSeconds(30);

    @RegisterExtension
    private final OpenRedis open = new OpenRedis(server);

    private final Redis redis = open.connect();
    private final PresenceBoard board = new RedisPresenceBoard(redis, open.keys(), OpenRedis.CLOCK_OF_THE_TEST);
    private final NodeIds nodeIds = new RedisNodeIds(redis, open.keys(), new Random(), OpenRedis.CLOCK_OF_THE_TEST);
    private final RedisHeldMessages held = new RedisHeldMessages(
            redis,
            open.keys(),
            new Generation(redis, open.keys(), InstantSource.system(), new Random(), more -> {}),
            InstantSource.system());

    private final AccountId ann = Samples.accountId();
    private final ConnectionKey phone = Samples.connection(ann);
    private final RoomChange opening = Samples.opening();
    private final Entry hello = Samples.talk(opening.after(), 1).entries().get(0);
    private final Instant now = Instant.now();

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void use() {
        board.arrive(phone, now);
        held.hold(List.of(ann), hello);
    }

    @Test
    void while_it_is_dead_every_call_is_an_outage_and_afterwards_all_is_as_it_was() {
        NodeLease lease = nodeIds.acquire(now).orElseThrow();
        server.kill();
        try {
            everyCallIsAnOutage(lease);
        } finally {
            server.restart();
        }

        Eventually.holds("it answers again", () -> nodeIds.renew(lease, now));
        assertThat(board.of(List.of(ann), now).get(ann).isOnline()).isTrue();
        assertThat(held.heldFor(ann, hello.room())).isEqualTo(new Held(List.of(hello), false));
    }

    @Test
    void a_restart_between_two_calls_is_not_noticed() {
        server.restart();

        assertThat(board.of(List.of(ann), now).get(ann).isOnline()).isTrue();
        assertThat(held.heldFor(ann, hello.room())).isEqualTo(new Held(List.of(hello), false));
    }

    @Test
    void while_it_sleeps_every_call_is_an_outage_and_none_hangs() {
        NodeLease lease = nodeIds.acquire(now).orElseThrow();
        server.suspend();
        try {
            assertTimeoutPreemptively(NEVER, () -> everyCallIsAnOutage(lease));
        } finally {
            server.resume();
        }
        Eventually.holds("it answers again", () -> nodeIds.renew(lease, now));
    }

    @Test
    void while_it_sleeps_a_crowd_of_callers_is_answered_too() throws Exception {
        server.suspend();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<AccountId, Presence>>> asked = IntStream.range(0, 500)
                    .mapToObj(i -> crowd.submit(() -> board.of(List.of(ann), now)))
                    .toList();
            assertTimeoutPreemptively(NEVER, () -> {
                for (Future<?> each : asked) {
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(each::get)
                            .withCauseInstanceOf(PortException.Unavailable.class);
                }
            });
        } finally {
            server.resume();
        }
        Eventually.holds(
                "it answers again", () -> board.of(List.of(ann), now).get(ann).isOnline());
    }

    @Test
    void when_it_has_lost_everything_people_come_back_with_their_next_refresh() {
        NodeLease lease = nodeIds.acquire(now).orElseThrow();
        open.raw().flushAll();

        assertThat(board.of(List.of(ann), now)).containsEntry(ann, Presence.NEVER_SEEN);
        assertThat(held.heldFor(ann, hello.room())).isEqualTo(Held.NOTHING);
        assertThat(nodeIds.renew(lease, now)).isFalse();

        board.refresh(List.of(phone), now);
        assertThat(board.of(List.of(ann), now).get(ann).isOnline()).isTrue();
        held.hold(List.of(ann), hello);
        assertThat(held.heldFor(ann, hello.room())).isEqualTo(new Held(List.of(hello), true));
        assertThat(nodeIds.acquire(now.plusMillis(1)).orElseThrow().fence()).isGreaterThan(lease.fence());
    }

    @Test
    void scripts_that_it_has_forgotten_are_told_again() {
        open.raw().scriptFlush();

        assertThat(board.of(List.of(ann), now).get(ann).isOnline()).isTrue();
    }

    @Test
    void when_it_is_full_it_is_away() {
        var raw = open.raw();
        raw.configSet("maxmemory", "1");
        try {
            isAnOutage(() -> held.hold(List.of(ann), hello));
        } finally {
            raw.configSet("maxmemory", "0");
        }
        held.hold(List.of(ann), hello);
    }

    @Test
    void a_log_behind_a_cache_is_read_and_written_as_if_there_were_none() {
        RoomLog log = new InMemoryRoomLog();
        var cache = open.closedAtTheEnd(new RedisRoomLogCache(redis, open.keys(), Metrics.NONE));
        RoomLog cached = cache.before(log);
        cached.append(opening);
        server.suspend();
        try {
            assertTimeoutPreemptively(NEVER, () -> {
                Room room = opening.after();
                for (int i = 0; i < 20; i++) {
                    RoomChange talk = Samples.talk(room, 10);
                    assertThat(cached.append(talk)).isEqualTo(new RoomLog.Appending.Appended());
                    room = talk.after();
                    assertThat(cached.before(room.id(), room.head().sequence().next(), 10))
                            .isEqualTo(talk.entries());
                }
            });
        } finally {
            server.resume();
        }
        assertThat(cached.after(opening.room(), Sequence.BEFORE_FIRST, 200))
                .isEqualTo(log.after(opening.room(), Sequence.BEFORE_FIRST, 200));
    }

    private void everyCallIsAnOutage(NodeLease lease) {
        isAnOutage(() -> board.arrive(phone, now));
        isAnOutage(() -> board.refresh(List.of(phone), now));
        isAnOutage(() -> board.depart(phone, now));
        isAnOutage(() -> board.of(List.of(ann), now));
        isAnOutage(() -> held.hold(List.of(ann), hello));
        isAnOutage(() -> held.heldFor(ann, hello.room()));
        isAnOutage(() -> held.release(ann, hello.room(), hello.sequence()));
        isAnOutage(() -> nodeIds.acquire(now));
        isAnOutage(() -> nodeIds.renew(lease, now));
        isAnOutage(() -> nodeIds.release(lease));
    }

    private static void isAnOutage(ThrowingCallable call) {
        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(call);
    }
}
