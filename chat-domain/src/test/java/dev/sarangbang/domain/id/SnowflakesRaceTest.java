package dev.sarangbang.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many short races right at the edges where a lock-free generator goes wrong: at the end of a millisecond, while the clock steps back and
 * forth, while the node loses its number. Each race begins with a generator of its own, so that each has its first collision anew.
 */
@Timeout(120)
class SnowflakesRaceTest {

    private static final int RACERS = 4;
    private static final int RACES = 3_000;
    private static final int IDS_EACH = 40;
    private static final long NOON = 120_000_000_000L;

    private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    private final CyclicBarrier start = new CyclicBarrier(RACERS);
    private final AtomicLong clock = new AtomicLong(NOON);

    @AfterEach
    void stop() {
        racers.shutdownNow();
    }

    @Test
    void ids_of_all_racers_differ_and_ascend_for_each_at_the_end_of_a_millisecond() throws Exception {
        for (int race = 0; race < RACES; race++) {
            clock.set(NOON);
            var ids = new Snowflakes(this::instant, () -> 7, clock::incrementAndGet);
            int used = SnowflakeLayout.SEQUENCE_MAX - random.nextInt(RACERS * IDS_EACH);
            for (int i = 0; i < used; i++) {
                ids.next();
            }
            check(run(() -> OptionalLong.of(ids.next().value())), RACERS * IDS_EACH);
        }
    }

    @Test
    void ids_of_all_racers_differ_and_ascend_for_each_while_the_clock_jumps() throws Exception {
        for (int race = 0; race < RACES; race++) {
            clock.set(NOON);
            var ids = new Snowflakes(this::instant, () -> 7, clock::incrementAndGet);
            long step = 1 + random.nextInt(5_000);
            check(
                    run(() -> {
                        clock.addAndGet(ThreadLocalRandom.current().nextBoolean() ? step : -step);
                        return OptionalLong.of(ids.next().value());
                    }),
                    RACERS * IDS_EACH);
        }
    }

    @Test
    void no_id_is_given_out_under_a_number_once_it_is_known_to_be_lost() throws Exception {
        for (int race = 0; race < RACES; race++) {
            clock.set(NOON);
            var asked = new AtomicInteger();
            int lostAfter = random.nextInt(RACERS * IDS_EACH);
            var ids = new Snowflakes(
                    this::instant,
                    () -> {
                        if (asked.incrementAndGet() > lostAfter) {
                            throw new PortException.Unavailable("no number");
                        }
                        return 7;
                    },
                    clock::incrementAndGet);
            List<List<Long>> given = run(() -> {
                try {
                    return OptionalLong.of(ids.next().value());
                } catch (PortException.Unavailable e) {
                    return OptionalLong.empty();
                }
            });
            // A racer that lost the race for an id asks once more: fewer ids than questions, and never more.
            assertThat(given.stream().mapToInt(List::size).sum())
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(lostAfter);
            checkOrder(given);
        }
    }

    private Instant instant() {
        return Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + clock.get());
    }

    private interface Turn {
        OptionalLong take();
    }

    private List<List<Long>> run(Turn turn) throws Exception {
        List<Future<List<Long>>> running = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            running.add(racers.submit(() -> {
                start.await();
                List<Long> mine = new ArrayList<>(IDS_EACH);
                for (int i = 0; i < IDS_EACH; i++) {
                    turn.take().ifPresent(mine::add);
                }
                return mine;
            }));
        }
        List<List<Long>> all = new ArrayList<>();
        for (Future<List<Long>> racer : running) {
            all.add(racer.get());
        }
        return all;
    }

    private void check(List<List<Long>> all, int expected) {
        assertThat(all.stream().mapToInt(List::size).sum()).as("seed " + seed).isEqualTo(expected);
        checkOrder(all);
    }

    private void checkOrder(List<List<Long>> all) {
        long distinct = all.stream().flatMap(List::stream).distinct().count();
        assertThat(distinct)
                .as("different ids, seed " + seed)
                .isEqualTo(all.stream().mapToInt(List::size).sum());
        for (List<Long> mine : all) {
            for (int i = 1; i < mine.size(); i++) {
                assertThat(mine.get(i)).as("seed " + seed).isGreaterThan(mine.get(i - 1));
            }
        }
    }
}
