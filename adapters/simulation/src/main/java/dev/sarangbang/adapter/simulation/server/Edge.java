package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.wire.Frame;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Frame.Answered;
import dev.sarangbang.adapter.simulation.wire.Link;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Device;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.Lobby.Target;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The node's end of a connection. Serves one request after the other, as the real edge does, and as that one does it. */
public final class Edge implements Link.NodeEnd, Device {

    private final Scene scene;
    private final Server server;
    private final ChatApplication chat;
    private final Link link;
    private final SessionToken token;
    private final Deque<Request> inbox = new ArrayDeque<>();
    private @Nullable SignedIn who;
    private @Nullable Connection connection;
    private boolean greeting;
    private boolean serving;
    private boolean ended;
    private long firmSince = Long.MAX_VALUE;

    /** A device knocks with {@code token}. */
    public Edge(Scene scene, Server server, Link link, SessionToken token) {
        this.scene = scene;
        this.server = server;
        this.chat = server.chat();
        this.link = link;
        this.token = token;
        server.joined(this);
    }

    Link link() {
        return link;
    }

    /** Whose connection it is, once that is known. */
    public Optional<SignedIn> who() {
        return Optional.ofNullable(who);
    }

    /** Whether it has been welcomed, at {@code time} or before, and is open. */
    public boolean isFirmSince(long time) {
        return firmSince <= time && !ended && link.isOpenAtNode() && server.isAlive();
    }

    /** Whether it is being found out who knocks. */
    boolean isGreeting() {
        return greeting;
    }

    @Override
    public void received(Request request) {
        inbox.add(request);
        serve();
    }

    @Override
    public void ended() {
        if (!ended) {
            ended = true;
            if (!server.isPaused()) {
                inbox.clear(); // a process that stood still reads what it was sent before it sees the end
            }
            serve();
        }
    }

    @Override
    public void push(Event event) {
        link.push(new Frame.Pushed(event));
    }

    @Override
    public void end(Ending why) {
        link.endFromNode(Link.Ending.LOGGED_OUT);
    }

    private void serve() {
        if (!serving && server.isAlive()) {
            serving = true;
            server.begin(() -> {
                while (!inbox.isEmpty()) {
                    serve(inbox.remove());
                }
                if (ended) {
                    close();
                }
                serving = false;
            });
        }
    }

    private void close() {
        server.left(this);
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void serve(Request request) {
        try {
            if (request instanceof Request.Hello hello) {
                greet(hello);
            } else if (connection != null && who != null) {
                handOn(who.id(), connection, request);
            }
        } catch (PortException e) {
            if (!(request instanceof Request.Typing)) {
                answer(request.id(), new Answer.Unavailable());
            }
        }
    }

    private void greet(Request.Hello hello) {
        if (who == null) {
            greeting = true;
            Optional<SignedIn> found;
            try {
                found = chat.enrolment().authenticate(token);
            } finally {
                greeting = false;
            }
            if (found.isEmpty()) {
                end(Ending.SESSION_ENDED);
                return;
            }
            who = found.get();
        }
        // Connected first, so that nothing that happens while the rooms are read goes unheard.
        Connection opened = chat.attendance().connect(who, hello.device(), this);
        scene.truth().givenOut(opened.key().connection().value(), server.lane());
        connection = opened;
        try {
            answer(hello.id(), new Answer.Welcome(chat.lobby().rooms(who.id(), hello.device())));
            firmSince = scene.schedule().now();
        } catch (PortException e) {
            connection = null;
            opened.close();
            throw e;
        }
    }

    private void handOn(AccountId caller, Connection here, Request request) {
        switch (request) {
            case Request.Send(var id, var room, var text) -> {
                say(here, id, reply -> chat.conversation().send(target(caller, room, id), text, reply));
            }
            case Request.Answer(var id, var room, var to, var text) -> {
                say(here, id, reply -> chat.conversation().answer(target(caller, room, id), to, text, reply));
            }
            case Request.Edit(var id, var room, var message, var text) ->
                chat.conversation().edit(target(caller, room, id), message, text, outcome -> changed(id, outcome));
            case Request.Delete(var id, var room, var message) ->
                chat.conversation().delete(target(caller, room, id), message, outcome -> changed(id, outcome));
            case Request.Create(var id, var title) ->
                chat.lobby().create(caller, id, title, outcome -> changed(id, outcome));
            case Request.Rename(var id, var room, var title) ->
                chat.lobby().rename(target(caller, room, id), title, outcome -> changed(id, outcome));
            case Request.Invite(var id, var room, var guest) ->
                chat.lobby().invite(target(caller, room, id), guest, outcome -> changed(id, outcome));
            case Request.RenewInvite(var id, var room) ->
                chat.lobby().renewInvite(target(caller, room, id), outcome -> changed(id, outcome));
            case Request.Join(var id, var room, var secret) ->
                chat.lobby().join(target(caller, room, id), secret, outcome -> changed(id, outcome));
            case Request.Leave(var id, var room) ->
                chat.lobby().leave(target(caller, room, id), outcome -> changed(id, outcome));
            case Request.Remove(var id, var room, var member) ->
                chat.lobby().remove(target(caller, room, id), member, outcome -> changed(id, outcome));
            case Request.Rooms(var id) ->
                answer(
                        id,
                        new Answer.Rooms(chat.lobby().rooms(caller, here.key().device())));
            case Request.OneRoom(var id, var room) ->
                answer(
                        id,
                        new Answer.OneRoom(chat.lobby().room(caller, here.key().device(), room)));
            case Request.Sync(var id, var room, var epoch, var after, var limit) ->
                answer(id, new Answer.Part(chat.conversation().sync(caller, room, epoch, after, limit)));
            case Request.Recall(var id, var room, var before, var limit) ->
                answer(id, new Answer.Part(chat.conversation().history(caller, room, before, limit)));
            case Request.Confirm(var id, var room, var epoch, var sequence) ->
                answer(
                        id,
                        new Answer.Marked(
                                chat.conversation().confirm(caller, here.key().device(), room, epoch, sequence)));
            case Request.Read(var id, var room, var epoch, var sequence) ->
                answer(id, new Answer.Marked(chat.conversation().markRead(caller, room, epoch, sequence)));
            case Request.View(var id, var room) -> answer(id, new Answer.Viewed(here.view(room)));
            case Request.Typing(var ignored, var room) -> chat.conversation().typing(caller, room);
            case Request.Hello ignored -> throw new IllegalArgumentException("hello was said already");
        }
    }

    private void say(Connection here, ClientMessageId id, Consumer<Consumer<ChangeOutcome>> saying) {
        here.sends(id);
        try {
            saying.accept(outcome -> {
                if (!(outcome instanceof ChangeOutcome.Changed)) {
                    here.hasOtherAnswer(id);
                }
                changed(id, outcome);
            });
        } catch (PortException e) {
            here.hasOtherAnswer(id);
            throw e;
        }
    }

    private void changed(ClientMessageId id, ChangeOutcome outcome) {
        answer(id, new Answer.Change(outcome));
    }

    private void answer(ClientMessageId id, Answer answer) {
        link.push(new Answered(id, answer));
    }

    private static Target target(AccountId caller, RoomId room, ClientMessageId id) {
        return new Target(caller, room, id);
    }
}
