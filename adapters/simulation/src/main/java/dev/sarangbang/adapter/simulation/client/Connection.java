package dev.sarangbang.adapter.simulation.client;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.server.Edge;
import dev.sarangbang.adapter.simulation.server.Server;
import dev.sarangbang.adapter.simulation.wire.Frame;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Link;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.message.ClientMessageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects, and connects again with jitter, signing in first where it must; asks, and hands each answer to whoever asked. */
final class Connection {

    private static final long SECOND = 1_000_000_000L;
    private static final long WELCOME_NANOS = 10 * SECOND;
    private static final long SILENCE_NANOS = 30 * SECOND;
    private static final long LASTED_NANOS = 10 * SECOND;
    private static final long BACKOFF_FIRST_NANOS = SECOND;
    private static final long BACKOFF_LONGEST_NANOS = 30 * SECOND;

    /** Longer than any request takes while the node does not stand still. */
    private static final long ANSWER_NANOS = 120 * SECOND;

    private record Pending(Request request, long since, Consumer<Answer> then) {}

    /** Whose connection it is. */
    interface Owner {

        /** It is welcome, having said hello {@code then}; these are its rooms. */
        void welcomed(Expectation then, List<RoomSummary> summaries);

        /** From now on it may ask. */
        void online();

        /** It is told something without having asked. */
        void told(Event event);

        /** What was asked is not answered any more. */
        void offline(boolean byCrash);
    }

    private final Scene scene;
    private final Schedule schedule;
    private final Village village;
    private final Device me;
    private final Chance chance;
    private final Owner owner;

    private SessionToken token;
    private @Nullable Link link;
    private @Nullable Server server;
    private @Nullable Link abandoned;
    private boolean welcomed;
    private boolean away = true;
    private int life;
    private int failures;
    private long welcomedAt;
    private long heardAt;
    private final Map<ClientMessageId, Pending> pending = new LinkedHashMap<>();
    private long ids;

    Connection(Scene scene, Village village, Device me, SessionToken token, Chance chance, Owner owner) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.village = village;
        this.me = me;
        this.token = token;
        this.chance = chance;
        this.owner = owner;
    }

    /** Whether it is welcome, and not over. */
    boolean isOnline() {
        return welcomed;
    }

    /** Comes online, and stays so as well as it can. */
    void arrive() {
        if (away) {
            away = false;
            connect();
        }
    }

    /** Goes offline, in the proper way. */
    void goAway() {
        away = true;
        drop(false);
    }

    /** A new connection, before the old one is known to have ended. */
    void reconnect() {
        if (welcomed) {
            abandoned = link;
            drop(true);
            connect();
        }
    }

    /** The network fails it. */
    void cut(boolean deviceHearsLate, boolean nodeHearsLate) {
        if (link != null) {
            link.cut(deviceHearsLate, nodeHearsLate);
        }
    }

    /** The device starts anew; {@code meanwhile} it is offline. */
    void restart(Runnable meanwhile) {
        drop(true);
        life++;
        meanwhile.run();
        if (!away) {
            connect();
        }
    }

    /** Ends the login that it is connected by. */
    void logOut() {
        if (server != null && welcomed) {
            scene.note(Situation.LOGGED_OUT_WHILE_CONNECTED);
            scene.tell(me.name(), () -> "logs out");
            village.logOut(token, server);
        }
    }

    /** Runs {@code later}, unless this connection has ended by then. */
    void after(long nanos, Runnable later) {
        at(schedule.now() + nanos, later);
    }

    /** Runs {@code later} at {@code time}, unless this connection has ended by then. */
    void at(long time, Runnable later) {
        Link mine = link;
        schedule.at(time, me.lane(), () -> {
            if (link == mine) {
                later.run();
            }
        });
    }

    ClientMessageId newId() {
        ids++;
        return new ClientMessageId(me.name() + "-" + ids);
    }

    /** Asks under a new id. */
    void ask(Function<ClientMessageId, Request> request, Consumer<Answer> then) {
        ask(request.apply(newId()), then);
    }

    /** Asks, if there is anyone to ask; {@code then} takes the answer, if one comes over this connection. */
    void ask(Request request, Consumer<Answer> then) {
        Link open = link;
        if (open == null || !welcomed && !(request instanceof Request.Hello)) {
            return;
        }
        pending.put(request.id(), new Pending(request, schedule.now(), then));
        scene.tell(me.name(), () -> "asks " + request);
        open.ask(request);
    }

    /** Says what is not answered. */
    void tell(Function<ClientMessageId, Request> request) {
        Request said = request.apply(newId());
        ask(said, answer -> {});
        pending.remove(said.id());
    }

    private void connect() {
        drop(true);
        Server candidate = village.server(chance.below(Integer.MAX_VALUE));
        if (!candidate.isReady()) {
            connectLater();
            return;
        }
        welcomed = false;
        server = candidate;
        var end = new End();
        Link mine = new Link(scene, end, newLink -> new Edge(scene, candidate, newLink, token));
        end.link = mine;
        link = mine;
        heardAt = schedule.now();
        scene.tell(me.name(), () -> "connects to " + candidate.name());
        Expectation then = scene.truth().expect(me.owner(), me.id());
        ask(id -> new Request.Hello(id, me.id()), answer -> {
            if (answer instanceof Answer.Welcome(var summaries)) {
                welcome(candidate, then, summaries);
            } else {
                lost(Link.Ending.BROKEN);
            }
        });
        schedule.after(WELCOME_NANOS, me.lane(), () -> {
            if (link == mine && !welcomed) {
                lost(Link.Ending.BROKEN);
            }
        });
    }

    private final class End implements Link.DeviceEnd {
        private @Nullable Link link;

        @Override
        public void received(Frame frame) {
            if (link == Connection.this.link) {
                heard(frame);
            }
        }

        @Override
        public void ended(Link.Ending why) {
            if (link == Connection.this.link) {
                lost(why);
            }
        }
    }

    private void welcome(Server host, Expectation then, List<RoomSummary> summaries) {
        scene.tell(me.name(), () -> "is welcomed by " + host.name());
        welcomed = true;
        welcomedAt = schedule.now();
        if (abandoned != null && abandoned.isOpenAtNode()) {
            scene.note(Situation.OLD_CONNECTION_CLOSED_AFTER_THE_NEW_ONE_OPENED);
        }
        abandoned = null;
        owner.welcomed(then, summaries);
        watch();
        owner.online();
    }

    private void watch() {
        Link mine = link;
        schedule.at(heardAt + SILENCE_NANOS, me.lane(), () -> {
            if (link != mine || !welcomed) {
                return;
            }
            if (schedule.now() - heardAt >= SILENCE_NANOS) {
                scene.note(Situation.SILENT_CONNECTION_NOTICED);
                lost(Link.Ending.BROKEN);
            } else {
                checkAnswers();
                watch();
            }
        });
    }

    private void checkAnswers() {
        boolean mustAnswer = link != null
                && link.isWhole()
                && server != null
                && server.isAlive()
                && schedule.now() - server.pausedUntil() > ANSWER_NANOS;
        for (Pending waiting : pending.values()) {
            unless(
                    !mustAnswer || schedule.now() - waiting.since() < ANSWER_NANOS,
                    Invariant.ANSWERED_IN_TIME,
                    () -> me.name() + " waits for the answer to " + waiting.request());
        }
    }

    private void lost(Link.Ending why) {
        boolean lasted = welcomed && schedule.now() - welcomedAt >= LASTED_NANOS;
        boolean wasWelcomed = welcomed;
        scene.tell(me.name(), () -> "lost its connection: " + why);
        drop(true);
        if (lasted) {
            failures = 0;
        }
        if (away) {
            return;
        }
        if (why == Link.Ending.LOGGED_OUT) {
            logIn();
        } else if (why == Link.Ending.TOO_SLOW && failures == 0 && wasWelcomed) {
            failures++;
            connect();
        } else {
            connectLater();
        }
    }

    private void connectLater() {
        long ceiling = Math.min(BACKOFF_LONGEST_NANOS, BACKOFF_FIRST_NANOS << Math.min(failures, 10));
        failures++;
        int mine = life;
        schedule.after(chance.between(1, ceiling), me.lane(), () -> {
            if (link == null && !away && mine == life) {
                connect();
            }
        });
    }

    private void logIn() {
        Server candidate = village.server(chance.below(Integer.MAX_VALUE));
        long tried = schedule.now();
        int mine = life;
        if (candidate.isReady()) {
            village.logIn(me.owner(), candidate, fresh -> {
                if (mine == life && link == null && !away) {
                    token = fresh;
                    connect();
                }
            });
        }
        schedule.after(chance.between(2 * SECOND, 9 * SECOND), me.lane(), () -> {
            if (link == null && !away && mine == life && schedule.now() > tried) {
                logIn();
            }
        });
    }

    private void drop(boolean inSilenceIfUnlucky) {
        Link old = link;
        boolean byCrash = server != null && !server.isAlive();
        link = null;
        server = null;
        welcomed = false;
        if (old != null) {
            old.endFromDevice(inSilenceIfUnlucky && scene.weather().isStormy() && chance.oneIn(2));
        }
        pending.clear();
        owner.offline(byCrash);
    }

    private void heard(Frame frame) {
        heardAt = schedule.now();
        switch (frame) {
            case Frame.Answered(var id, var answer) -> {
                Pending waiting = pending.remove(id);
                if (waiting == null) {
                    throw new Violation(Invariant.ANSWERED_ONCE, me.name() + " is answered " + answer + " to nothing");
                }
                scene.tell(me.name(), () -> "hears " + answer + " to " + id.value());
                waiting.then().accept(answer);
            }
            case Frame.Pushed(var event) -> {
                scene.tell(me.name(), () -> "is told " + event);
                owner.told(event);
            }
        }
    }
}
