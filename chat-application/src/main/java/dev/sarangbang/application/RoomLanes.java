package dev.sarangbang.application;

import dev.sarangbang.application.ChangeOutcome.Busy;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One lane for each room in use: drafts go through it one batch at a time, in the order in which they were handed in.
 *
 * <p>Whatever waits while a batch is being appended makes up the next one, so a room that many write to costs the log one
 * compare-and-set for each batch, and this node never races against itself. Another node may be faster all the same; then the
 * batch is decided again on the room as it is by then.
 */
final class RoomLanes {

    private final Executor executor;
    private final LongSupplier steadyNanos;
    private final BatchWriter writer;
    private final Meter meter;
    private final Map<RoomId, Lane> lanes = new ConcurrentHashMap<>();

    RoomLanes(Surroundings surroundings, BatchWriter writer, Meter meter) {
        this.executor = surroundings.executor();
        this.steadyNanos = surroundings.steadyNanos();
        this.writer = writer;
        this.meter = meter;
    }

    /** Hands a draft in. Never blocks; the reply comes from the lane, or at once if there is no room in it. */
    void submit(RoomId room, Draft draft, Consumer<? super ChangeOutcome> reply) {
        var pending = new Pending(draft, steadyNanos.getAsLong(), reply);
        while (true) {
            Lane lane = lanes.computeIfAbsent(room, Lane::new);
            switch (lane.offer(pending)) {
                case STARTS -> {
                    executor.execute(lane::drain);
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
        private boolean retired;
        private long lastUsedNanos;

        /** The room as this lane last knew it; only the draining task touches it. */
        private Optional<Room> known = Optional.empty();

        Lane(RoomId room) {
            this.room = room;
        }

        Offer offer(Pending pending) {
            lock.lock();
            try {
                if (retired) {
                    return Offer.GONE;
                }
                if (queue.size() >= Limits.LANE_WAITING_MAX) {
                    return Offer.FULL;
                }
                queue.add(pending);
                lastUsedNanos = pending.sinceNanos();
                boolean starts = !draining;
                draining = true;
                return starts ? Offer.STARTS : Offer.WAITS;
            } finally {
                lock.unlock();
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

        void drain() {
            boolean done = false;
            try {
                for (List<Pending> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                    known = writer.write(room, known, batch);
                }
                done = true;
            } finally {
                if (!done) {
                    // A bug: let it be seen, but let those who come next have their turn.
                    known = Optional.empty();
                    executor.execute(this::drain);
                }
            }
        }

        /** The drafts to write next, in order and no two of one name; none, and the lane rests, when nothing waits. */
        private List<Pending> nextBatch() {
            lock.lock();
            try {
                List<Pending> batch = new ArrayList<>(Math.min(queue.size(), RoomChange.ENTRIES_MAX));
                while (!queue.isEmpty() && batch.size() < RoomChange.ENTRIES_MAX && !isNamedIn(batch, queue.peek())) {
                    batch.add(queue.remove());
                }
                draining = !batch.isEmpty();
                if (!draining && known.isEmpty()) {
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
