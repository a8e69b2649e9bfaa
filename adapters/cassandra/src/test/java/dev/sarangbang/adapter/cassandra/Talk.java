package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** People who talk in several rooms at once, and remember what they were told is written. */
final class Talk implements AutoCloseable {

    private static final int ROOMS = 6;
    private static final int ENTRIES_AT_ONCE_MAX = 4;
    private static final long PAUSE_NANOS = 20_000_000;

    private final ConcurrentLinkedQueue<Entry> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Thread> people = new ArrayList<>();
    private final RoomLog log;
    private final boolean liesAboutIt;
    private volatile boolean stopped;

    private Talk(RoomLog log, boolean liesAboutIt) {
        this.log = log;
        this.liesAboutIt = liesAboutIt;
        for (int i = 0; i < ROOMS; i++) {
            people.add(Thread.ofVirtual().start(this::talk));
        }
    }

    static Talk honest(RoomLog log) {
        return new Talk(log, false);
    }

    /** Takes everything for written before it is. */
    static Talk lying(RoomLog log) {
        return new Talk(log, true);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int failures() {
        return failures.get();
    }

    void stop() {
        stopped = true;
        for (Thread person : people) {
            try {
                person.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Reads every room whole, sees that it is in order and has nothing twice, and gives what is not there. */
    List<Entry> missingIn(RoomLog reopened) {
        List<Entry> missing = new ArrayList<>(acknowledged);
        missing.stream().map(Entry::room).distinct().toList().forEach(room -> {
            List<Entry> there = new ArrayList<>();
            List<Entry> page = reopened.after(room, Sequence.BEFORE_FIRST, RoomLog.READ_LIMIT_MAX);
            while (!page.isEmpty()) {
                there.addAll(page);
                page = reopened.after(room, page.get(page.size() - 1).sequence(), RoomLog.READ_LIMIT_MAX);
            }
            for (int i = 0; i < there.size(); i++) {
                assertThat(there.get(i).sequence().value()).isEqualTo(i + 1);
            }
            assertThat(there.stream().map(Entry::clientId).distinct().count()).isEqualTo(there.size());
            missing.removeAll(there);
        });
        return missing;
    }

    private void talk() {
        RoomChange change = Samples.opening();
        while (!stopped) {
            if (liesAboutIt) {
                acknowledged.addAll(change.entries());
            }
            try {
                Appending answer = log.append(change);
                boolean isThere = answer instanceof Appending.Appended
                        || answer instanceof Appending.AlreadyAppended(var entries) && entries.equals(change.entries());
                assertThat(isThere).as("%s", answer).isTrue();
                if (!liesAboutIt) {
                    acknowledged.addAll(change.entries());
                }

                change = Samples.talk(change.after(), 1 + acknowledged.size() % ENTRIES_AT_ONCE_MAX);
            } catch (PortException.Unavailable e) {
                failures.incrementAndGet(); // and the same again
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
