package dev.sarangbang.adapter.simulation;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.client.Client;
import dev.sarangbang.adapter.simulation.client.Habits;
import dev.sarangbang.adapter.simulation.client.RoomCopy;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.fault.Plan;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.server.Edge;
import dev.sarangbang.adapter.simulation.server.Node;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One seed from beginning to end: people move in, a storm comes and goes, and then everything has to become right, within a bound.
 * What has to be right all the time is checked all the time.
 */
final class Simulation {

    private static final long SECOND = 1_000_000_000L;
    private static final long MOVED_IN_NANOS = 3 * SECOND;
    private static final long SETTLED_NANOS = 6 * SECOND;

    /** Longer than the longest wait before a device connects again, and a node's lease that must lapse before it can start. */
    private static final long CONVERGED_WITHIN_NANOS = 150 * SECOND;

    /** A lease, a grace, and two looks at the board. */
    private static final long PRESENCE_SETTLED_NANOS = 80 * SECOND;

    /** A logout that was not heard of is noticed by then. */
    private static final long LOGGED_OUT_NANOS = 75 * SECOND;

    /** So many of a crowd are in the room before the storm; the others race for the last places. */
    private static final int CROWD_INSIDE = 8;

    private static final int LAST_WORD_ONE_IN = 3;

    /** Longer than a node tries to find out what became of an append. */
    private static final long IN_DOUBT_NANOS = Limits.LANE_PATIENCE.toNanos() + 2 * SECOND;

    private static final long PORT_CALLS_MIN = 1_000;

    private final World world;
    private final Scene scene;
    private final Schedule schedule;
    private final Truth truth;

    private Simulation(Plan plan, boolean historyWanted) {
        world = new World(plan, historyWanted);
        scene = world.scene();
        schedule = scene.schedule();
        truth = scene.truth();
    }

    /** Runs {@code plan} to its end, on a thread of its own. */
    static Outcome run(Plan plan, boolean historyWanted) {
        var result = new Object() {
            @Nullable
            Outcome outcome;

            @Nullable
            Throwable failure;
        };
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                result.outcome = new Simulation(plan, historyWanted).run();
            } catch (Throwable e) {
                result.failure = e;
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (result.outcome == null) {
            throw new IllegalStateException("the simulation failed, with " + plan.inWords(), result.failure);
        }
        return result.outcome;
    }

    private Outcome run() {
        Optional<Violation> violation = Optional.empty();
        try {
            moveIn();
            storm();
            calm();
        } catch (Violation e) {
            violation = Optional.of(e);
        } catch (RuntimeException e) {
            var bug = new Violation(Invariant.NO_BUG, e.toString());
            bug.initCause(e);
            violation = Optional.of(bug);
        }
        violation.ifPresent(found -> scene.tell("violation", found::getMessage));
        schedule.close();
        return new Outcome(
                scene.plan(),
                violation,
                scene.portCalls(),
                scene.weather().ordinals(),
                scene.situations(),
                scene.history().lines());
    }

    private void moveIn() {
        Plan plan = scene.plan();
        scene.tell("world", plan::inWords);
        world.nodes().forEach(Node::start);
        schedule.runUntil(SECOND / 2);
        world.clients().forEach(Client::arrive);
        schedule.runUntil(SECOND);
        for (int i = 0; i < plan.rooms(); i++) {
            habitsOf(world.people().get(i % plan.people())).create("Room " + (i + 1));
        }
        schedule.runUntil(MOVED_IN_NANOS);
        for (int i = 0; i < Math.min(plan.people(), CROWD_INSIDE); i++) {
            AccountId guest = world.people().get(i);
            for (int j = 0; j < Math.min(plan.rooms(), plan.people()); j++) {
                AccountId host = world.people().get(j);
                if (!host.equals(guest)) {
                    habitsOf(host).inviteEverywhere(guest);
                }
            }
        }
        schedule.runUntil(SETTLED_NANOS);
    }

    private void storm() {
        scene.tell("world", () -> "the storm begins");
        scene.weather().begin();
        world.trouble();
        world.habits().forEach(Habits::begin);
        if (scene.plan().flood()) {
            AccountId absent = world.people().get(world.people().size() - 1);
            world.habits().stream()
                    .filter(habits -> habits.owner().equals(absent))
                    .forEach(Habits::stayAway);
            world.habits().get(0).flood();
        }
        if (scene.plan().hibernation()) {
            world.clients().forEach(client -> client.cut(false, false));
            world.nodes().get(0).hibernate(world.nodes().get(1));
        }
        long end = schedule.now() + scene.plan().chaosSeconds() * SECOND;
        schedule.runUntil(end);
        while (scene.portCalls() < PORT_CALLS_MIN) {
            schedule.runUntil(schedule.now() + SECOND);
        }
        scene.weather().end();
        for (Node node : world.nodes()) {
            schedule.runUntil(node.awakeAt());
        }
        world.nodes().forEach(Node::heal);
        world.habits().forEach(Habits::end);
        scene.tell("world", () -> "the storm is over");
    }

    private void calm() {
        for (Client client : world.clients()) {
            client.openRoom(client.rooms().stream().findFirst().map(RoomCopy::id));
        }
        // What was lost in silence is noticed with the next thing said.
        boolean silence = scene.plan().has(Fault.PUSH_DROPPED_IN_SILENCE);
        converge("after the storm", () -> lacking(!silence));
        if (silence && scene.chance("last word", 0).oneIn(LAST_WORD_ONE_IN)) {
            loseTheLastWord();
        }
        if (!silence && scene.chance("last word", 1).oneIn(LAST_WORD_ONE_IN)) {
            doubtTheLastWord();
        }
        if (silence && scene.chance("last word", 2).oneIn(LAST_WORD_ONE_IN)) {
            loseThatSomeoneCameBack();
        }
        if (silence && scene.chance("last word", 4).oneIn(LAST_WORD_ONE_IN)) {
            loseThatSomeoneLeft();
        }
        world.habits().forEach(Habits::sayGoodbye);
        converge("after the goodbyes", () -> lacking(true));
        checkWhatEveryoneHas();
        checkTheLog();
        someGoHome();
        checkLogins();
        checkNodes();
    }

    /** Something is said in each room and then nothing more, and every push of it is lost in silence. */
    private void loseTheLastWord() {
        inSilence(this::saySomethingInEachRoom);
        converge("after a last word that no push told of", () -> lacking(false));
    }

    /** Someone goes out of the room on their screen and comes back by its link, and their other devices are told of neither. */
    private void loseThatSomeoneCameBack() {
        Habits someone = scene.chance("last word", 3).oneOf(world.habits());
        someone.roomOnScreen().ifPresent(room -> {
            inSilence(() -> {
                someone.leave(room);
                schedule.runUntil(schedule.now() + SECOND);
                someone.join(room);
            });
            if (truth.isMember(someone.owner(), room)) {
                scene.note(Situation.COMING_BACK_LOST);
            }
            converge("after a coming back that no push told of", () -> lacking(false));
        });
    }

    /** Someone goes out of the room on their screen, and their other devices, which show it too, are not told. */
    private void loseThatSomeoneLeft() {
        Habits someone = scene.chance("last word", 5).oneOf(world.habits());
        someone.roomOnScreen().ifPresent(room -> {
            inSilence(() -> someone.leave(room));
            boolean isShown = world.clients().stream()
                    .anyMatch(client -> client.me().equals(someone.owner())
                            && client.open().equals(Optional.of(room))
                            && client.copyOf(room).isPresent());
            if (isShown && !truth.isMember(someone.owner(), room)) {
                scene.note(Situation.LEAVING_LOST);
            }
            converge("after a leaving that no push told of", () -> lacking(false));
        });
    }

    /** Something is said in each room, and a room is opened, and for long nobody can find out whether it is in the log, as it is. */
    private void doubtTheLastWord() {
        scene.tell("world", () -> "no append is answered");
        scene.weather().mute(true);
        saySomethingInEachRoom();
        world.habits().get(0).create("Room in doubt");
        schedule.runUntil(schedule.now() + IN_DOUBT_NANOS);
        scene.weather().mute(false);
        converge("after a last word that was in doubt", () -> lacking(true));
    }

    /** Every push is lost, and nobody is told, while {@code act} is done and for a second after it. */
    private void inSilence(Runnable act) {
        scene.tell("world", () -> "every push is lost");
        scene.weather().hush(true);
        act.run();
        schedule.runUntil(schedule.now() + SECOND);
        scene.weather().hush(false);
    }

    private void saySomethingInEachRoom() {
        Set<RoomId> spoken = new HashSet<>();
        world.habits().forEach(habits -> habits.sayWhere(spoken::add));
    }

    private void converge(String when, Supplier<Optional<String>> lacking) {
        long deadline = schedule.now() + CONVERGED_WITHIN_NANOS;
        Optional<String> lack = lacking.get();
        while (lack.isPresent()) {
            String still = lack.get();
            unless(schedule.now() < deadline, Invariant.CONVERGES, () -> when + ": " + still);
            schedule.runUntil(schedule.now() + SECOND);
            lack = lacking.get();
        }
        scene.tell("world", () -> "has converged " + when);
    }

    /** Something that is not yet as it should be. */
    private Optional<String> lacking(boolean everywhere) {
        for (Client client : world.clients()) {
            if (!client.isContent()) {
                return Optional.of(client + " lacks something it knows of");
            }
            Optional<RoomCopy> ghost = client.rooms().stream()
                    .filter(copy -> everywhere || client.open().equals(Optional.of(copy.id())))
                    .filter(copy -> !truth.isMember(client.me(), copy.id()))
                    .findFirst();
            if (ghost.isPresent()) {
                return Optional.of(client + " still shows " + ghost.get().id());
            }
            for (RoomId room : truth.roomsOf(client.me())) {
                Optional<RoomCopy> copy = client.copyOf(room);
                boolean isOnScreen = copy.isPresent() && client.open().equals(Optional.of(room));
                boolean mustBeSeen = everywhere || isOnScreen;
                if (mustBeSeen
                        && copy.filter(here -> here.position() == truth.head(room))
                                .isEmpty()) {
                    return Optional.of(client + " has " + copy.map(RoomCopy::position) + " of " + room + ", which has "
                            + truth.head(room));
                }
            }
        }
        return Optional.empty();
    }

    private void checkWhatEveryoneHas() {
        for (Client client : world.clients()) {
            Set<RoomId> theirs = new HashSet<>(truth.roomsOf(client.me()));
            for (RoomCopy copy : client.rooms()) {
                unless(theirs.contains(copy.id()), Invariant.ROOMS_LISTED, () -> client + " still shows " + copy.id());
                checkCopy(client, copy);
            }
        }
    }

    private void checkCopy(Client client, RoomCopy copy) {
        List<Entry> log = truth.log(copy.id());
        long first = Math.max(copy.from(), truth.joined(client.me(), copy.id()));
        List<Entry> expected = log.subList((int) copy.from() - 1, (int) copy.position());
        unless(
                copy.entries().equals(expected) && first == copy.from(),
                Invariant.CURSORS_HONEST,
                () -> client + " holds something else of " + copy.id() + " from " + copy.from() + " to "
                        + copy.position());
        unless(
                copy.isDoubtful() || copy.unread() == truth.unread(client.me(), copy.id(), copy.readPlace()),
                Invariant.UNREAD_RECOUNTED,
                () -> client + " shows " + copy.unread() + " unread in " + copy.id() + " after " + copy.readPlace());
    }

    /** The store itself, read from the beginning, says what was seen going into it. */
    private void checkTheLog() {
        for (RoomId room : truth.rooms()) {
            List<Entry> stored = new ArrayList<>();
            for (List<Entry> page = read(room, 0); !page.isEmpty(); page = read(room, stored.size())) {
                stored.addAll(page);
            }
            unless(
                    stored.equals(truth.log(room)),
                    Invariant.ACKNOWLEDGED_IS_KEPT,
                    () -> "the log of " + room + " is not what was appended");
        }
    }

    private List<Entry> read(RoomId room, int after) {
        return world.stores().log().after(room, new Sequence(after), RoomLog.READ_LIMIT_MAX);
    }

    /** Every other person leaves for good; then the others must see who is there and who is not. */
    private void someGoHome() {
        Set<AccountId> gone = new HashSet<>();
        for (int i = 0; i < world.people().size(); i += 2) {
            gone.add(world.people().get(i));
        }
        world.clients().stream().filter(client -> gone.contains(client.me())).forEach(Client::goAway);
        schedule.runUntil(schedule.now() + PRESENCE_SETTLED_NANOS);
        for (Client client : world.clients()) {
            if (!gone.contains(client.me())) {
                client.open().filter(room -> truth.isMember(client.me(), room)).ifPresent(room -> {
                    for (AccountId member : truth.members(room)) {
                        boolean shown = client.shows(member).orElse(false);
                        unless(
                                shown != gone.contains(member) || member.equals(client.me()),
                                Invariant.PRESENCE_SETTLES,
                                () -> client + " is shown " + member + " as " + (shown ? "here" : "gone"));
                    }
                });
            }
        }
    }

    private void checkLogins() {
        for (Edge edge : world.edges()) {
            edge.who().ifPresent(who -> {
                Long ended = world.loggedOutAt().get(who.session());
                unless(
                        ended == null || schedule.now() - ended < LOGGED_OUT_NANOS,
                        Invariant.LOGGED_OUT_IS_OUT,
                        () -> who.account() + " is connected by a login that is over");
            });
        }
    }

    private void checkNodes() {
        for (Node node : world.nodes()) {
            unless(
                    node.server().chat().draftsWaiting() == 0,
                    Invariant.ANSWERED_IN_TIME,
                    () -> node.server().name() + " still has drafts waiting");
        }
    }

    private Habits habitsOf(AccountId person) {
        for (int i = 0; i < world.clients().size(); i++) {
            if (world.clients().get(i).me().equals(person)) {
                return world.habits().get(i);
            }
        }
        throw new IllegalArgumentException("nobody is " + person);
    }
}
