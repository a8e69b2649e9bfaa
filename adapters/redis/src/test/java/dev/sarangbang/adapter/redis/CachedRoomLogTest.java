package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachedRoomLogTest extends RoomLogContract {

    @RegisterExtension
    private final OpenRedis open = new OpenRedis();

    private final RoomLog log = new InMemoryRoomLog();
    private final RedisRoomLogCache cache = cache();
    private final RedisRoomLogCache cacheElsewhere = cache();
    private final RoomLog here = settled(cache.before(log));
    private final RoomLog there = settled(cacheElsewhere.before(log));

    @Override
    protected RoomLog roomLog() {
        return here;
    }

    @Override
    protected RoomLog elsewhere() {
        return there;
    }

    /** A crash of this process is none of the log's. */
    @Override
    protected RoomLog reopen() {
        return settled(cache().before(log));
    }

    @Test
    void a_page_that_the_cache_has_whole_does_not_reach_the_log() {
        Room kitchen = opened(here);
        RoomChange talk = Samples.talk(kitchen, 20);
        here.append(talk);
        there.head(kitchen.id());
        log.append(Samples.talk(talk.after(), 1));

        assertThat(there.after(kitchen.id(), new Sequence(1), 20)).isEqualTo(talk.entries());
        assertThat(there.before(kitchen.id(), new Sequence(22), 20)).isEqualTo(talk.entries());
        assertThat(there.before(kitchen.id(), new Sequence(2), 20)).hasSize(1);
        assertThat(cacheElsewhere.hitRatio()).isEqualTo(1);
    }

    @Test
    void what_was_read_from_the_log_is_in_the_cache_next_time() {
        Room kitchen = opened(log);
        List<Entry> talk = said(log, kitchen, 10);
        there.head(kitchen.id());
        assertThat(there.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(cacheElsewhere.hitRatio()).isZero();

        Eventually.holds(
                "the page is cached",
                () -> recent(open.connect())
                        .stretch(kitchen.id(), kitchen.epoch(), 2, 11)
                        .isPresent());
        assertThat(there.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(cacheElsewhere.hitRatio()).isEqualTo(0.5);
    }

    @Test
    void what_is_too_old_to_be_kept_is_not_put_in() {
        Room kitchen = opened(here);
        Room now = kitchen;
        for (int i = 0; i < 6; i++) {
            RoomChange talk = Samples.talk(now, RoomChange.ENTRIES_MAX);
            log.append(talk);
            now = talk.after();
        }
        there.head(kitchen.id());
        there.after(kitchen.id(), new Sequence(1), 50);
        List<Entry> newest = there.before(kitchen.id(), now.head().sequence().next(), 50);

        Eventually.holds(
                "the newest are cached",
                () -> recent(open.connect())
                        .stretch(
                                kitchen.id(),
                                kitchen.epoch(),
                                newest.get(0).sequence().value(),
                                newest.get(49).sequence().value())
                        .isPresent());
        assertThat(open.raw().zcount(open.keys().recent(kitchen.id(), kitchen.epoch()), 2, 51))
                .isZero();
    }

    @Test
    void what_waits_for_the_cache_is_bounded_in_entries() {
        Room kitchen = opened(log);
        RoomChange talk = Samples.talk(kitchen, RoomChange.ENTRIES_MAX);
        var leftOut = new AtomicLong();
        int twice = 2 * CacheFiller.ENTRIES_WAITING_MAX / RoomChange.ENTRIES_MAX;
        try (RedisServer stuck = RedisServer.start();
                Redis redis = Redis.open(new OpenRedis(stuck).settings(), nanos -> {}, failures -> {});
                var filler = new CacheFiller(recent(redis), leftOut::addAndGet)) {
            stuck.suspend();
            for (int i = 0; i < twice; i++) {
                filler.add(new RecentEntries.Batch(kitchen.epoch(), talk.entries()));
            }
            assertThat(leftOut.get()).isGreaterThanOrEqualTo(twice / 4);
            stuck.resume();
        }
    }

    @Test
    void where_the_log_ends_is_for_the_log_to_say() {
        Room kitchen = opened(here);
        said(here, kitchen, 5);
        Room now = there.head(kitchen.id()).orElseThrow();
        List<Entry> unseen = said(log, now, 3);

        assertThat(there.after(kitchen.id(), new Sequence(6), 10)).isEqualTo(unseen);
        assertThat(there.after(kitchen.id(), new Sequence(4), 10)).hasSize(5);
        assertThat(there.before(kitchen.id(), new Sequence(Long.MAX_VALUE), 3)).isEqualTo(unseen);
    }

    @Test
    void a_hole_in_the_cache_is_a_page_from_the_log() {
        Room kitchen = opened(here);
        List<Entry> talk = said(here, kitchen, 10);
        open.raw().zremrangeByScore(open.keys().recent(kitchen.id(), kitchen.epoch()), 5, 5);

        assertThat(here.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(here.after(kitchen.id(), new Sequence(5), 5)).isEqualTo(talk.subList(4, 9));
        assertThat(cache.hitRatio()).isEqualTo(0.5);
    }

    @Test
    void what_an_earlier_life_of_the_log_said_is_not_repeated() {
        Room before = opened(here);
        said(here, before, 10);

        RoomLog restored = new InMemoryRoomLog();
        RoomChange opening =
                Samples.opening(before.id(), before.members().get(0).account());
        restored.append(opening);
        List<Entry> talk = said(restored, opening.after(), 10);
        RoomLog afterwards = cache().before(restored);

        assertThat(afterwards.after(before.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(afterwards.head(before.id())).isPresent();
        assertThat(afterwards.after(before.id(), new Sequence(1), 10)).isEqualTo(talk);
    }

    @Test
    void what_is_no_entry_is_a_page_from_the_log() {
        Room kitchen = opened(here);
        List<Entry> talk = said(here, kitchen, 10);
        String key = open.keys().recent(kitchen.id(), kitchen.epoch());
        open.raw().zremrangeByScore(key, 5, 5);
        open.raw().zadd(key, 5, "no entry");

        assertThat(here.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
    }

    @Test
    void two_entries_at_one_place_are_a_page_from_the_log() {
        Room kitchen = opened(here);
        List<Entry> talk = said(here, kitchen, 10);
        Entry other = Samples.talk(kitchen, 10).entries().get(4);
        open.raw().zadd(open.keys().recent(kitchen.id(), kitchen.epoch()), 6, Codec.ENTRY.toText(other));

        assertThat(here.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(cache.hitRatio()).isZero();
    }

    /** Two versions of this server may write the same entry with other fields. */
    @Test
    void one_entry_written_twice_is_one_entry() {
        Room kitchen = opened(here);
        List<Entry> talk = said(here, kitchen, 10);
        String later = Codec.ENTRY.toText(talk.get(4)).replace("{\"v\":1,", "{\"v\":1,\"later\":true,");
        open.raw().zadd(open.keys().recent(kitchen.id(), kitchen.epoch()), 6, later);

        assertThat(here.after(kitchen.id(), new Sequence(1), 10)).isEqualTo(talk);
        assertThat(cache.hitRatio()).isEqualTo(1);
    }

    @Test
    void only_the_newest_are_kept_and_not_for_ever() {
        Room kitchen = opened(here);
        Room now = kitchen;
        for (int i = 0; i < 6; i++) {
            RoomChange talk = Samples.talk(now, RoomChange.ENTRIES_MAX);
            here.append(talk);
            now = talk.after();
        }
        String key = open.keys().recent(kitchen.id(), kitchen.epoch());

        assertThat(open.raw().zcard(key)).isEqualTo(RecentEntries.KEPT_MAX);
        assertThat(open.raw().pttl(key)).isBetween(1L, RecentEntries.KEPT.toMillis());
        assertThat(here.before(kitchen.id(), now.head().sequence().next(), RoomLog.READ_LIMIT_MAX))
                .hasSize(RoomLog.READ_LIMIT_MAX);
        assertThat(cache.hitRatio()).isEqualTo(1);
    }

    @Test
    void no_invite_secret_gets_into_redis() {
        Room kitchen = opened(here);
        said(here, kitchen, 3);
        there.head(kitchen.id());

        var raw = open.raw();
        assertThat(raw.keys(open.keys().prefix() + "*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(raw.zrange(key, 0, -1))
                        .noneMatch(text -> text.contains(kitchen.invite().value())));
    }

    /** Whatever is taken out of the cache, whenever: the answers are the log's. */
    @Test
    void whatever_gets_lost_the_answers_are_those_of_the_log() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var raw = open.raw();
        List<Room> rooms = new ArrayList<>(List.of(opened(here), opened(there), opened(log)));
        for (int step = 0; step < 1_500; step++) {
            int which = random.nextInt(rooms.size());
            Room room = rooms.get(which);
            RoomLog node = random.nextBoolean() ? here : there;
            switch (random.nextInt(8)) {
                case 0 -> {
                    RoomChange talk = Samples.talk(room, 1 + random.nextInt(20));
                    (random.nextInt(4) == 0 ? log : node).append(talk);
                    rooms.set(which, talk.after());
                }
                case 1 ->
                    raw.zremrangeByRank(
                            open.keys().recent(room.id(), room.epoch()), random.nextInt(30), random.nextInt(40));
                case 2 -> {
                    if (random.nextInt(10) == 0) {
                        raw.del(open.keys().recent(room.id(), room.epoch()));
                    }
                }
                case 3 -> node.head(room.id());
                default -> {
                    var place =
                            new Sequence(random.nextLong(room.head().sequence().value() + 3));
                    int limit = 1 + random.nextInt(30);
                    assertThat(node.after(room.id(), place, limit))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(log.after(room.id(), place, limit));
                    assertThat(node.before(room.id(), place, limit))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(log.before(room.id(), place, limit));
                }
            }
        }
        assertThat(cache.hitRatio())
                .as("seed %d: something came from the cache", seed)
                .isPositive();
    }

    /** Shows that the test above would see a wrong answer: here the cache is told a lie, and passes it on. */
    @Test
    void a_lie_in_the_cache_would_be_seen() {
        Room kitchen = opened(here);
        List<Entry> talk = said(here, kitchen, 10);
        Entry lie = Samples.talk(kitchen, 10).entries().get(4);
        String key = open.keys().recent(kitchen.id(), kitchen.epoch());
        open.raw().zremrangeByScore(key, 6, 6);
        open.raw().zadd(key, 6, Codec.ENTRY.toText(lie));

        assertThat(here.after(kitchen.id(), new Sequence(1), 10)).isNotEqualTo(talk);
    }

    private RedisRoomLogCache cache() {
        return open.closedAtTheEnd(new RedisRoomLogCache(open.connect(), open.keys(), Metrics.NONE));
    }

    private RecentEntries recent(Redis redis) {
        return new RecentEntries(redis, open.keys());
    }

    private RoomLog settled(RoomLog cached) {
        return new SettledRoomLog(cached, recent(open.connect()));
    }

    private static Room opened(RoomLog log) {
        RoomChange opening = Samples.opening();
        log.append(opening);
        return opening.after();
    }

    private static List<Entry> said(RoomLog log, Room room, int count) {
        RoomChange talk = Samples.talk(room, count);
        log.append(talk);
        return talk.entries();
    }
}
