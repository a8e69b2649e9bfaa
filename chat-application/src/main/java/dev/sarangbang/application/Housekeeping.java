package dev.sarangbang.application;

import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What a node does from time to time: heartbeats, leases, and tidying up. The core has no timer, so somebody else says when a
 * moment has passed; each chore then sees for itself whether it is due, and none runs twice at once.
 */
final class Housekeeping {

    private static final Duration AT_EVERY_TICK = Duration.ZERO;
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    private final LiveConnections connections;
    private final Whereabouts whereabouts;
    private final Heads heads;
    private final Surroundings surroundings;
    private final Meter meter;
    private final List<Chore> chores;
    private final AtomicInteger readingSingly = new AtomicInteger();

    Housekeeping(
            Heads heads,
            LiveConnections connections,
            OpenQueues queues,
            Resyncs resyncs,
            Whereabouts whereabouts,
            LoginWatch logins,
            RoomLanes lanes,
            NodeNumber number,
            Surroundings surroundings,
            Meter meter) {
        this.connections = connections;
        this.whereabouts = whereabouts;
        this.heads = heads;
        this.surroundings = surroundings;
        this.meter = meter;
        this.chores = List.of(
                new Chore("heartbeat", Limits.TICK, this::beat),
                new Chore("resyncs", Limits.TICK, resyncs::goOn),
                new Chore("offline", Limits.TICK, whereabouts::tellOfTheGone),
                new Chore("presence", Limits.PRESENCE_REFRESH, whereabouts::refresh),
                // Without a number nothing can be said here: then there is nothing to wait for.
                new Chore("node number", Limits.NODE_RENEWAL, number::renew, () -> !number.isHeld()),
                new Chore("late answers", AT_EVERY_TICK, lanes::tick),
                new Chore("lanes", NOW_AND_THEN, lanes::sweep),
                new Chore("whereabouts", Limits.HEARTBEAT, this::compareWhereabouts),
                new Chore("queues", NOW_AND_THEN, queues::closeUnused),
                new Chore("expired logins", NOW_AND_THEN, logins::endExpired),
                new Chore("logins", Limits.LOGIN_CHECK, logins::checkAll),
                new Chore("login sweep", Limits.LOGIN_SWEEP, logins::sweep));
    }

    /** Starts whatever is due. Returns at once. */
    void tick() {
        long now = surroundings.steadyNanos().getAsLong();
        chores.forEach(chore -> chore.startIfDue(now));
    }

    private void beat() {
        long now = surroundings.steadyNanos().getAsLong();
        Map<Optional<RoomId>, List<LiveConnection>> due = connections.all().stream()
                .filter(connection -> connection.takeHeartbeat(now))
                .collect(Collectors.groupingBy(LiveConnection::view));
        List<RoomId> rooms = due.keySet().stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(RoomId::value))
                .toList();
        try {
            Map<RoomId, Room> found = heads.of(rooms);
            due.forEach((room, viewers) -> tellHead(room, viewers, found));
        } catch (PortException e) {
            // It beats also when the log cannot be read; and a room that were left out would be asked for by all who
            // look at it.
            meter.degraded("heads", e);
            due.values().forEach(viewers -> viewers.forEach(LiveConnection::tellHeadAgain));
            if (rooms.size() > 1 && readingSingly.get() == 0) {
                readSingly(rooms, due);
            }
        }
    }

    /**
     * One room that cannot be read must not hide from others that something was said in theirs. Goes on after the heartbeat, which
     * cannot wait for it; and not twice at once, or a log that is away would be asked all the more.
     */
    private void readSingly(List<RoomId> rooms, Map<Optional<RoomId>, List<LiveConnection>> due) {
        int first = surroundings.random().nextInt(rooms.size());
        for (int i = 0; i < Math.min(rooms.size(), Limits.HEADS_SINGLY_MAX); i++) {
            RoomId room = rooms.get((first + i) % rooms.size());
            List<LiveConnection> viewers = due.getOrDefault(Optional.of(room), List.of());
            readingSingly.incrementAndGet();
            surroundings.executor().execute(() -> {
                try {
                    tellHead(Optional.of(room), viewers, heads.of(List.of(room)));
                } catch (PortException e) {
                    meter.degraded("heads", e);
                } finally {
                    readingSingly.decrementAndGet();
                }
            });
        }
    }

    private static void tellHead(Optional<RoomId> room, List<LiveConnection> viewers, Map<RoomId, Room> found) {
        Optional<Room> known = room.map(found::get);
        for (LiveConnection viewer : viewers) {
            viewer.tellHead(
                    room,
                    known.filter(here -> here.member(viewer.account()).isPresent())
                            .map(here -> Map.of(here.id(), here.head().sequence()))
                            .orElse(Map.of()));
        }
    }

    private void compareWhereabouts() {
        Set<RoomId> inView = connections.all().stream()
                .flatMap(connection -> connection.view().stream())
                .collect(Collectors.toUnmodifiableSet());
        whereabouts.compare(heads.of(inView).values());
    }

    private final class Chore {
        private final String name;
        private final long periodNanos;
        private final Runnable work;
        private final BooleanSupplier isUrgent;
        private final AtomicLong dueNanos;
        private final AtomicBoolean running = new AtomicBoolean();

        Chore(String name, Duration period, Runnable work) {
            this(name, period, work, () -> false);
        }

        /** @param isUrgent whether it is due whatever the period */
        Chore(String name, Duration period, Runnable work, BooleanSupplier isUrgent) {
            this.isUrgent = isUrgent;
            this.name = name;
            this.periodNanos = period.toNanos();
            this.work = work;
            this.dueNanos = new AtomicLong(surroundings.steadyNanos().getAsLong() + periodNanos);
        }

        void startIfDue(long nowNanos) {
            if ((nowNanos - dueNanos.get() >= 0 || isUrgent.getAsBoolean()) && running.compareAndSet(false, true)) {
                dueNanos.set(nowNanos + periodNanos);
                surroundings.executor().execute(this::run);
            }
        }

        private void run() {
            try {
                work.run();
            } catch (PortException e) {
                meter.degraded(name, e);
            } finally {
                running.set(false);
            }
        }
    }
}
