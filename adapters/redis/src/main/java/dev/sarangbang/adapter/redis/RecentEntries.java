package dev.sarangbang.adapter.redis;

import static redis.clients.jedis.params.ZRangeParams.zrangeByScoreParams;

import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;

/**
 * The newest entries of logs in Redis: a sorted set for each life of a room's log, with the entries by their place. It may hold any of
 * them or none, and have holes anywhere; whoever reads a stretch of it gets the whole stretch or nothing.
 */
final class RecentEntries {

    /** How many entries of a room are kept: the longest page, and some. */
    static final int KEPT_MAX = RoomLog.READ_LIMIT_MAX + 56;

    /** How long the entries of a room are kept after the last one was added. */
    static final Duration KEPT = Duration.ofHours(1);

    /** Beyond this, places are not exact as the numbers by which Redis sorts. No log is that long. */
    static final long PLACE_MAX = 1L << 53;

    private final Redis redis;
    private final Keys keys;

    RecentEntries(Redis redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Some entries of one life of a log; in any order, with holes. */
    record Batch(Epoch epoch, List<Entry> entries) {

        RoomId room() {
            return entries.get(0).room();
        }
    }

    /** Adds entries that are in their logs for good. */
    void add(List<Batch> batches) {
        redis.call(client -> {
            try (AbstractPipeline pipeline = client.pipelined()) {
                batches.forEach(batch -> add(pipeline, batch));
                pipeline.sync();
            }
            return batches;
        });
    }

    private void add(AbstractPipeline pipeline, Batch batch) {
        String key = keys.recent(batch.room(), batch.epoch());
        Map<String, Double> byPlace = new HashMap<>();
        batch.entries()
                .forEach(entry -> byPlace.put(
                        Codec.ENTRY.toText(entry), (double) entry.sequence().value()));
        pipeline.zadd(key, byPlace);
        pipeline.zremrangeByRank(key, 0, -KEPT_MAX - 1L);
        pipeline.pexpire(key, KEPT.toMillis());
    }

    /**
     * The entries from place {@code first} to {@code last}, both included; empty unless every one of them is here, once. Throws
     * {@link PortException} if Redis does not answer, or has something that is no entry.
     */
    Optional<List<Entry>> stretch(RoomId room, Epoch epoch, long first, long last) {
        if (first < 1 || last > PLACE_MAX) {
            return Optional.empty();
        }
        List<String> found = redis.call(
                client -> client.zrange(keys.recent(room, epoch), zrangeByScoreParams((double) first, (double) last)));
        if (found.size() < last - first + 1) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(found.size());
        for (String text : found) {
            Entry entry = Codec.ENTRY.fromText(text);
            long expected = first + entries.size();
            if (entry.room().equals(room) && entry.sequence().value() == expected) {
                entries.add(entry);
            } else if (entries.isEmpty() || !entry.equals(entries.get(entries.size() - 1))) {
                // A hole; or two entries at one place. The same one twice, written by two versions, is none of both.
                return Optional.empty();
            }
        }
        return entries.size() == last - first + 1 ? Optional.of(entries) : Optional.empty();
    }
}
