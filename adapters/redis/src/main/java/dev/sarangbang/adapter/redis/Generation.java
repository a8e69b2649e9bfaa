package dev.sarangbang.adapter.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import redis.clients.jedis.params.SetParams;

/**
 * Tells one life of this Redis' data from the next: a mark that is gone when they are. Whoever finds none sets a new one. If they
 * had seen one before, something was lost, and the new mark says since when: {@code <time>:<random>}, where the time is 0 if
 * whoever set it knew of no former life.
 */
final class Generation {

    /** Since when, if nothing is known to have been lost. */
    private static final String FIRST = "0";

    private static final int RANDOM_BYTES = 8;

    private final Redis redis;
    private final String key;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final LongConsumer losses;

    /** The mark this node saw last; empty if none yet. */
    private final AtomicReference<String> seen = new AtomicReference<>("");

    /**
     * Has seen nothing yet.
     *
     * @param losses takes 1 each time this node learns that the data were lost
     */
    Generation(Redis redis, Keys keys, InstantSource clock, RandomGenerator random, LongConsumer losses) {
        this.redis = redis;
        this.key = keys.generation();
        this.clock = clock;
        this.random = random;
        this.losses = losses;
    }

    /** Notes the mark that is there now, and sets one if there is none. */
    void look() {
        note(redis.call(client -> {
            String found = client.get(key);
            if (found != null) {
                return found;
            }
            client.set(key, fresh(), SetParams.setParams().nx());
            String set = client.get(key);
            return set == null ? "" : set;
        }));
    }

    private void note(String mark) {
        String before = seen.getAndSet(mark);
        if (!before.isEmpty() && !before.equals(mark)) {
            losses.accept(1);
        }
    }

    private String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Instant now = clock.instant();
        String since = seen.get().isEmpty() ? FIRST : Long.toString(now.toEpochMilli());
        return since + ":" + HexFormat.of().formatHex(bytes);
    }
}
