package dev.sarangbang.application;

import dev.sarangbang.application.ChangeOutcome.AlreadySo;
import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Refused;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.Refusal;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of drafts through the room's rules into its log, and answers each.
 *
 * <p>A ruling counts only once it is known to have been made on the room as it really is. For what is accepted, the log says
 * so by appending it. For what is refused along with it, the same append says so. For a batch of which nothing was accepted,
 * the room is read afresh.
 *
 * <p>An append that was not answered may have happened. Nothing else is decided until the log has said what became of it: the very
 * same change is tried again, until it turns out to be appended, or can never be any more because the log went on without it. Only
 * then could other rulings not turn the order of the drafts round. If patience runs out first, the authors are told that the outcome
 * is unknown. A log that has been asked in vain is asked once more at once, since mostly it is one answer that got lost; after that
 * less and less is to be hoped from asking, and the batch rests in between.
 *
 * <p>Whoever may come in by a change is entered in the directory of rooms right before it is appended.
 */
final class BatchWriter {

    private final RoomLog log;
    private final RoomDirectory directory;
    private final Snowflakes ids;
    private final InstantSource clock;
    private final LongSupplier steadyNanos;
    private final RandomGenerator random;
    private final Fanout fanout;
    private final Meter meter;

    BatchWriter(
            RoomLog log,
            RoomDirectory directory,
            Snowflakes ids,
            Surroundings surroundings,
            Fanout fanout,
            Meter meter) {
        this.log = log;
        this.directory = directory;
        this.ids = ids;
        this.clock = surroundings.clock();
        this.steadyNanos = surroundings.steadyNanos();
        this.random = surroundings.random();
        this.fanout = fanout;
        this.meter = meter;
    }

    /**
     * Begins to write a batch, which is not empty.
     *
     * @param known the room as the caller last knew it, perhaps out of date; empty if it does not
     */
    Attempt begin(RoomId room, Optional<Room> known, List<Pending> batch) {
        return new Attempt(room, known, batch);
    }

    /** A batch on its way. One task at a time goes on with it. */
    final class Attempt {
        private final RoomId roomId;
        private final List<Pending> open;

        /** When the oldest was handed in that is not too old to be begun. */
        private long sinceNanos;

        private boolean begun;
        private Optional<Room> known;
        private int steps;
        private int inVain;

        /** Whether {@code known} was read after the batch was begun, so that what it refuses is refused for good. */
        private boolean fresh;

        /** What was decided and may have happened: nothing else is decided before it is through. */
        private @Nullable Plan underWay;

        private Attempt(RoomId roomId, Optional<Room> known, List<Pending> batch) {
            this.roomId = roomId;
            this.known = known;
            this.open = new ArrayList<>(batch);
        }

        /**
         * Goes on until every draft is answered, or until it is better to rest.
         *
         * @return how long to rest before going on; empty if every draft is answered
         */
        Optional<Duration> goOn() {
            boolean rests = false;
            try {
                if (!begun) {
                    begun = true;
                    answerTheOld();
                }
                rests = !getThrough();
            } catch (PortException e) {
                meter.degraded("append", e);
                known = Optional.empty();
            } finally {
                if (!rests) {
                    // Nobody is left without an answer, whatever happened.
                    giveUp();
                }
            }
            return rests ? Optional.of(rest()) : Optional.empty();
        }

        /** Whether the log was asked at all: drafts that are too old are answered without. */
        boolean hasAsked() {
            return steps > 0;
        }

        /** Whether the log did not answer when it was last asked. */
        boolean isInVain() {
            return inVain > 0;
        }

        /** The room as it is known now; empty if it must be read before the next batch. */
        Optional<Room> room() {
            return underWay == null ? known : Optional.empty();
        }

        /** False if the log does not answer and there is time to ask again. */
        private boolean getThrough() {
            while (!open.isEmpty() && steps < Limits.LANE_ATTEMPTS_MAX && hasPatience()) {
                steps++;
                try {
                    step();
                    inVain = 0;
                } catch (PortException.Unavailable e) {
                    known = Optional.empty();
                    fresh = false;
                    inVain++;
                    if (inVain > 1 && hasPatience()) {
                        return false;
                    }
                }
            }
            return true;
        }

        /**
         * Who has waited out their patience before the lane came to them, as behind a log that stood still, is told so; those who came
         * since then have theirs before them.
         */
        private void answerTheOld() {
            long now = steadyNanos.getAsLong();
            long longest = 0;
            for (Pending pending : List.copyOf(open)) {
                long waited = now - pending.sinceNanos();
                if (waited < Limits.LANE_PATIENCE.toNanos()) {
                    longest = Math.max(longest, waited);
                } else {
                    open.remove(pending);
                    giveUp(pending);
                }
            }
            sinceNanos = now - longest;
        }

        /** By lot, so that the lanes of all nodes do not fall upon a log that comes back in one moment. */
        private Duration rest() {
            return Duration.ofNanos(random.nextLong(Limits.LANE_REST_MAX.toNanos()));
        }

        private void giveUp() {
            open.forEach(this::giveUp);
            open.clear();
        }

        private void giveUp(Pending pending) {
            if (answer(pending, new Unknown())) {
                meter.unknown();
            }
        }

        private boolean hasPatience() {
            return steadyNanos.getAsLong() - sinceNanos < Limits.LANE_PATIENCE.toNanos();
        }

        /** Decides all that is open on the room as known, and carries it out if the room really is so. */
        private void step() {
            if (underWay != null) {
                carryOut(underWay);
                return;
            }
            if (known.isEmpty()) {
                refresh();
            }
            if (known.isEmpty()) {
                settle(open, new Refused(Reason.NO_SUCH_ROOM));
                return;
            }
            var plan = new Plan(known.get());
            for (Pending pending : open) {
                plan.decide(pending, ids.nextAfter(plan.last()), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
            if (plan.accepted.isEmpty()) {
                if (fresh) {
                    settleUnaccepted(plan);
                } else {
                    refresh();
                }
                return;
            }
            if (enterInDirectory(plan)) {
                carryOut(plan);
            }
        }

        /** Whoever comes in by the plan has the room in their list first; who cannot be entered is answered, and does not come in. */
        private boolean enterInDirectory(Plan plan) {
            boolean allEntered = true;
            for (int i = 0; i < plan.accepted.size(); i++) {
                if (plan.accepted.get(i).entry().content() instanceof Content.MemberJoined(var member)) {
                    try {
                        directory.add(member, roomId, plan.before.head().sequence());
                    } catch (PortException e) {
                        meter.degraded("directory", e);
                        open.remove(plan.authors.get(i));
                        giveUp(plan.authors.get(i));
                        allEntered = false;
                    }
                }
            }
            return allEntered;
        }

        /** Begins to carry a plan out, or goes on with it after an outage. */
        private void carryOut(Plan plan) {
            underWay = plan;
            if (!plan.appended) {
                append(plan);
            }
            if (plan.appended) {
                settleUnaccepted(plan);
            }
            underWay = null;
        }

        private void append(Plan plan) {
            Appending answer;
            try {
                answer = log.append(new RoomChange(plan.room, plan.entries()));
            } catch (PortException.Unavailable e) {
                meter.inDoubt();
                throw e;
            }
            switch (answer) {
                case Appending.Appended ignored -> appended(plan);
                case Appending.HeadMoved(var room) -> {
                    // Not ours: had an earlier try of ours moved it, its entries would be known. And what expects an
                    // end that
                    // is past is never appended any more, however late it arrives.
                    meter.headMoved();
                    known = room;
                    fresh = true;
                }
                case Appending.AlreadyAppended(var entries) -> {
                    if (entries.equals(plan.entries())) {
                        // An earlier try of ours, whose answer was lost.
                        appended(plan);
                    } else {
                        underWay = null;
                        meter.retried();
                        settleFrom(entries);
                        refresh();
                        tellAgain(entries);
                    }
                }
            }
        }

        private void appended(Plan plan) {
            plan.appended = true;
            meter.appended(plan.accepted.size(), steadyNanos.getAsLong() - sinceNanos);
            known = Optional.of(plan.room);
            finish(plan);
        }

        private void refresh() {
            known = log.head(roomId);
            fresh = true;
        }

        private void finish(Plan plan) {
            open.removeAll(plan.authors);
            // Each answer goes before its own push and after the pushes of earlier entries, so that an author who
            // hears of other entries of this batch hears of all in the order of the log.
            fanout.appended(
                    plan.before,
                    plan.accepted,
                    i -> answer(
                            plan.authors.get(i),
                            new Changed(plan.accepted.get(i).entry())));
        }

        /** Answers what was refused or changes nothing, unless the log shows that it had been done before. */
        private void settleUnaccepted(Plan plan) {
            for (Pending pending : List.copyOf(open)) {
                Optional<Entry> before = log.find(
                        roomId, pending.draft().author(), pending.draft().clientId());
                ChangeOutcome outcome = before.map(pending::answerFrom).orElseGet(() -> plan.answer(pending));
                settle(List.of(pending), outcome);
                tellAgain(before.stream().toList());
            }
        }

        /** Whoever appended these may have crashed or been cut off before it could tell anyone; to hear twice does no harm. */
        private void tellAgain(List<Entry> entries) {
            known.ifPresent(room -> entries.forEach(entry -> fanout.appendedBefore(room, entry)));
        }

        private void settleFrom(List<Entry> entries) {
            for (Pending pending : List.copyOf(open)) {
                entries.stream()
                        .filter(pending::isNamedLike)
                        .findFirst()
                        .ifPresent(entry -> settle(List.of(pending), pending.answerFrom(entry)));
            }
        }

        private void settle(List<Pending> settled, ChangeOutcome outcome) {
            List<Pending> now = List.copyOf(settled);
            open.removeAll(now);
            for (Pending pending : now) {
                answer(pending, outcome);
            }
        }
    }

    /** A reply that fails is the fault of whoever asked, and must not cost the others of the batch theirs. */
    private boolean answer(Pending pending, ChangeOutcome outcome) {
        try {
            return pending.answer(outcome);
        } catch (RuntimeException e) {
            meter.degraded("reply", e);
            return true;
        }
    }

    /** What would become of the room if every draft so far were carried out. */
    private static final class Plan {
        private final Room before;
        private final List<Ruling.Accepted> accepted = new ArrayList<>();
        private final List<Pending> authors = new ArrayList<>();
        private final List<Pending> refused = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private Room room;

        /** Whether the log has said that it is appended. */
        private boolean appended;

        Plan(Room before) {
            this.before = before;
            this.room = before;
        }

        MessageId last() {
            return room.head().messageId();
        }

        void decide(Pending pending, MessageId id, Instant at) {
            switch (room.rule(pending.draft(), id, at)) {
                case Ruling.Accepted ruling -> {
                    accepted.add(ruling);
                    authors.add(pending);
                    room = ruling.next();
                }
                case Ruling.Refused(var refusal) -> {
                    refused.add(pending);
                    refusals.add(refusal);
                }
                case Ruling.Unchanged ignored -> {
                    // answered as such once the batch is through
                }
            }
        }

        List<Entry> entries() {
            return accepted.stream().map(Ruling.Accepted::entry).toList();
        }

        ChangeOutcome answer(Pending pending) {
            int at = refused.indexOf(pending);
            return at < 0 ? new AlreadySo() : new Refused(reason(refusals.get(at)));
        }

        private static Reason reason(Refusal refusal) {
            return switch (refusal) {
                case NOT_A_MEMBER -> Reason.NO_SUCH_ROOM;
                case ROOM_FULL -> Reason.ROOM_FULL;
                case NOT_HOST -> Reason.NOT_HOST;
                case NO_SUCH_MEMBER -> Reason.NO_SUCH_MEMBER;
                case INVITE_INVALID -> Reason.INVITE_INVALID;
                case NO_SUCH_MESSAGE -> Reason.NO_SUCH_MESSAGE;
                case NOT_AUTHOR -> Reason.NOT_AUTHOR;
            };
        }
    }
}
