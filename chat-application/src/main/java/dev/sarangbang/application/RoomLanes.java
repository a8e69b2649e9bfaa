package dev.sarangbang.application;

import dev.sarangbang.application.BatchWriter.Attempt;
import dev.sarangbang.application.ChangeOutcome.Busy;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One lane for each room in use: drafts go through it one batch at a time, in the order in which they were handed in.
 *
 * <p>Whatever waits while a batch is being appended makes up the next one, so a room that many write to costs the log one
 * compare-and-set for each batch, and this node never races against itself. Another node may be faster all the same; then the
 * batch is decided again on the room as it is by then. How many lanes are at the log at a time is bounded by the {@link Turnstile}.
 */
final class RoomLanes {

    private final Executor executor;
    private final LongSupplier steadyNanos;
    private final BatchWriter writer;
    private final Meter meter;
    private final Map<RoomId, Lane> lanes = new ConcurrentHashMap<>();
    private final Turnstile turnstile;

    RoomLanes(Surroundings surroundings, BatchWriter writer, Meter meter) {
        this.executor = surroundings.executor();
        this.steadyNanos = surroundings.steadyNanos();
        this.writer = writer;
        this.meter = meter;
        this.turnstile = new Turnstile(executor, steadyNanos, surroundings.appendsAtOnce());
    }

    /** Hands a draft in. Never blocks; the reply comes from the lane, or at once if there is no room in it. */
    void submit(RoomId room, Draft draft, Consumer<? super ChangeOutcome> reply) {
        submit(room, draft, steadyNanos.getAsLong(), reply);
    }

    /** The same for a draft whose author has waited since {@code sinceNanos}, by the steady clock. */
    void submit(RoomId room, Draft draft, long sinceNanos, Consumer<? super ChangeOutcome> reply) {
        var pending = new Pending(draft, sinceNanos, reply);
        while (true) {
            Lane lane = lanes.computeIfAbsent(room, Lane::new);
            switch (lane.offer(pending)) {
                case STARTS -> {
                    lane.enter();
                    return;
                }
                case WAITS -> {
                    return;
                }
                case FULL -> {
                    meter.busy();
                    reply.accept(new Busy());
                    return;
                }
                case GONE -> lanes.remove(room, lane);
            }
        }
    }

    /**
     * An entry that is in the log of its room, be it by this node or by another: the next batch is decided on the room after it, and
     * need not run into another node's.
     */
    void heard(Entry entry) {
        Lane lane = lanes.get(entry.room());
        if (lane != null) {
            lane.heard(entry);
        }
    }

    /** How many lanes are kept, in use or not. */
    int kept() {
        return lanes.size();
    }

    /** How many drafts wait, over all lanes. */
    int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    /** Lets go of lanes that nobody has used for a while. */
    void sweep() {
        long now = steadyNanos.getAsLong();
        long idleNanos = lanes.size() > Limits.LANES_KEPT_MAX ? 0 : Limits.LANE_IDLE.toNanos();
        lanes.values().removeIf(lane -> lane.retireIfIdle(now, idleNanos));
    }

    /** A moment has passed: those who have rested go on, and those who have waited too long are told so. */
    void tick() {
        turnstile.endLong();
        long now = steadyNanos.getAsLong();
        for (Lane lane : lanes.values()) {
            if (lane.wakes(now)) {
                lane.enter();
            }
            for (Pending late : lane.late(now)) {
                giveUp(late);
            }
        }
    }

    private void giveUp(Pending late) {
        try {
            if (late.giveUp()) {
                meter.unknown();
            }
        } catch (RuntimeException e) {
            meter.degraded("reply", e);
        }
    }

    private enum Offer {
        STARTS,
        WAITS,
        FULL,
        GONE
    }

    private final class Lane {
        private final RoomId room;
        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<Pending> queue = new ArrayDeque<>();
        private boolean draining;

        /** Whether it waits for its turn: {@link #draining}, and no task is at it. */
        private boolean waits;

        private boolean retired;
        private long lastUsedNanos;

        /** What is being written. */
        private List<Pending> underWay = List.of();

        /** What was heard of while a batch was being written, in the order in which it came. */
        private final Deque<Entry> heard = new ArrayDeque<>();

        /** Until when the draining task rests, if it does. */
        private Optional<Long> restsUntilNanos = Optional.empty();

        // Only the draining task touches these, and whoever holds the lock while there is none.

        /** The room as this lane last knew it. */
        private Optional<Room> known = Optional.empty();

        private @Nullable Attempt attempt;

        /** Whether the log did not answer for this room when it was last asked. */
        private volatile boolean sick;

        Lane(RoomId room) {
            this.room = room;
        }

        Offer offer(Pending pending) {
            lock.lock();
            try {
                if (retired) {
                    return Offer.GONE;
                }
                long now = steadyNanos.getAsLong();
                if (queue.size() >= Limits.LANE_WAITING_MAX || hasWaitedTooLong(queue.peek(), now)) {
                    return Offer.FULL;
                }
                queue.add(pending);
                lastUsedNanos = now;
                boolean starts = !draining;
                draining = true;
                waits |= starts;
                return starts ? Offer.STARTS : Offer.WAITS;
            } finally {
                lock.unlock();
            }
        }

        /** Who comes behind one who has waited so long would wait longer still: better to be told to come again. */
        private static boolean hasWaitedTooLong(@Nullable Pending first, long now) {
            return first != null && now - first.sinceNanos() >= Limits.LANE_WAIT_MAX.toNanos();
        }

        void heard(Entry entry) {
            lock.lock();
            try {
                if (!draining || waits) {
                    follow(entry);
                } else if (heard.size() < Limits.LANE_HEARD_MAX) {
                    heard.add(entry);
                }
            } finally {
                lock.unlock();
            }
        }

        /** What cannot be followed makes the room be read before the next batch: the log is beyond what is known. */
        private void follow(Entry entry) {
            if (known.filter(room -> entry.sequence().isAfter(room.head().sequence()))
                    .isPresent()) {
                known = known.flatMap(room -> room.followedBy(entry));
            }
        }

        int waiting() {
            lock.lock();
            try {
                return queue.size();
            } finally {
                lock.unlock();
            }
        }

        boolean retireIfIdle(long now, long idleNanos) {
            lock.lock();
            try {
                retired |= !draining && queue.isEmpty() && now - lastUsedNanos >= idleNanos;
                return retired;
            } finally {
                lock.unlock();
            }
        }

        /** Goes on when it is its turn. */
        void enter() {
            if (sick) {
                turnstile.pass(this::drain);
            } else {
                turnstile.enter(this::drain);
            }
        }

        void drain(Turnstile.Turn turn) {
            boolean done = false;
            boolean letsOthersIn = false;
            try {
                begins();
                for (Attempt next = next(); next != null; next = next()) {
                    Optional<Duration> rest = next.goOn();
                    if (next.hasAsked()) {
                        sick = next.isInVain();
                    }
                    if (rest.isPresent()) {
                        rest(rest.get());
                        break;
                    }
                    known = next.room();
                    attempt = null;
                    letsOthersIn = hasMore() && !turn.goesOn();
                    if (letsOthersIn) {
                        waitAgain();
                        break;
                    }
                }
                done = true;
            } finally {
                if (done) {
                    turn.end();
                    if (letsOthersIn) {
                        enter();
                    }
                } else {
                    // A bug: let it be seen, but let those who come next have their turn.
                    known = Optional.empty();
                    attempt = null;
                    executor.execute(() -> drain(turn));
                }
            }
        }

        /** What to go on with, which is what rested, or whatever waits; nothing, and the lane is at rest, when nothing does. */
        private @Nullable Attempt next() {
            if (attempt == null) {
                List<Pending> batch = nextBatch();
                attempt = batch.isEmpty() ? null : writer.begin(room, known, batch);
            }
            return attempt;
        }

        private void begins() {
            lock.lock();
            try {
                waits = false;
            } finally {
                lock.unlock();
            }
        }

        private boolean hasMore() {
            lock.lock();
            try {
                return !queue.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        private void waitAgain() {
            lock.lock();
            try {
                followHeard();
                underWay = List.of();
                waits = true;
            } finally {
                lock.unlock();
            }
        }

        private void followHeard() {
            heard.forEach(this::follow);
            heard.clear();
        }

        private void rest(Duration time) {
            lock.lock();
            try {
                restsUntilNanos = Optional.of(steadyNanos.getAsLong() + time.toNanos());
            } finally {
                lock.unlock();
            }
        }

        /** Whether it has rested enough, and from now on does not rest. */
        boolean wakes(long now) {
            lock.lock();
            try {
                boolean isDue = restsUntilNanos.isPresent() && now - restsUntilNanos.get() >= 0;
                if (isDue) {
                    restsUntilNanos = Optional.empty();
                }
                return isDue;
            } finally {
                lock.unlock();
            }
        }

        /** Those who have waited too long. Whatever has not been begun is not begun any more. */
        List<Pending> late(long now) {
            lock.lock();
            try {
                if (!draining) {
                    return List.of();
                }
                List<Pending> late = new ArrayList<>();
                for (Pending pending : underWay) {
                    if (isLate(pending, now)) {
                        late.add(pending);
                    }
                }
                for (Iterator<Pending> waiting = queue.iterator(); waiting.hasNext(); ) {
                    Pending pending = waiting.next();
                    if (isLate(pending, now)) {
                        waiting.remove();
                        late.add(pending);
                    }
                }
                return late;
            } finally {
                lock.unlock();
            }
        }

        private static boolean isLate(Pending pending, long now) {
            return now - pending.sinceNanos() >= Limits.LANE_ANSWER_WITHIN.toNanos();
        }

        /** The drafts to write next, in order and no two of one name; none, and the lane rests, when nothing waits. */
        private List<Pending> nextBatch() {
            lock.lock();
            try {
                List<Pending> batch = new ArrayList<>(Math.min(queue.size(), RoomChange.ENTRIES_MAX));
                while (!queue.isEmpty() && batch.size() < RoomChange.ENTRIES_MAX && !isNamedIn(batch, queue.peek())) {
                    batch.add(queue.remove());
                }
                followHeard();
                underWay = batch;
                draining = !batch.isEmpty();
                if (!draining && known.isEmpty() && !sick) {
                    // Nothing to remember: anyone may ask for rooms that there are not, and should leave no lanes
                    // behind.
                    retired = true;
                    lanes.remove(room, this);
                }
                return batch;
            } finally {
                lock.unlock();
            }
        }

        private static boolean isNamedIn(List<Pending> batch, Pending next) {
            for (Pending other : batch) {
                if (next.isNamedLike(other)) {
                    return true;
                }
            }
            return false;
        }
    }
}
