package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.Socket;
import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Conversation;
import dev.sarangbang.application.Conversation.Finding;
import dev.sarangbang.application.Conversation.MarkOutcome;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.application.Lobby;
import dev.sarangbang.application.Lobby.Target;
import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.text.TextFlaw;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Serves a client who has said hello: each request becomes a call of the application, and exactly one reply. */
final class Desk implements AutoCloseable {

    private final Lobby lobby;
    private final Conversation conversation;
    private final Connection connection;
    private final Socket socket;
    private final AccountId caller;
    private final DeviceId device;
    private final Shares shares;
    private final Set<RoomId> changed = ConcurrentHashMap.newKeySet();

    Desk(ChatApplication chat, SignedIn who, Connection connection, Socket socket, Shares shares) {
        this.lobby = chat.lobby();
        this.conversation = chat.conversation();
        this.connection = connection;
        this.socket = socket;
        this.caller = who.id();
        this.device = connection.key().device();
        this.shares = shares;
    }

    /** The id that the reply to {@code request} bears. */
    static ClientMessageId idOf(Request request) {
        return switch (request) {
            case Request.Hello r -> r.id();
            case Request.Rooms r -> r.id();
            case Request.OneRoom r -> r.id();
            case Request.CreateRoom r -> r.id();
            case Request.RenameRoom r -> r.id();
            case Request.Invite r -> r.id();
            case Request.RenewInvite r -> r.id();
            case Request.Join r -> r.id();
            case Request.Leave r -> r.id();
            case Request.Remove r -> r.id();
            case Request.Send r -> r.id();
            case Request.Edit r -> r.id();
            case Request.Delete r -> r.id();
            case Request.Sync r -> r.id();
            case Request.History r -> r.id();
            case Request.Search r -> r.id();
            case Request.Ack r -> r.id();
            case Request.Read r -> r.id();
            case Request.View r -> r.id();
            case Request.LookUp r -> r.id();
            case Request.Ping r -> r.id();
            case Request.Typing ignored -> throw new IllegalArgumentException("typing is not answered");
        };
    }

    /** The room that {@code request} would change, if it is one that there is already. */
    private static Optional<RoomId> roomToChange(Request request) {
        return switch (request) {
            case Request.RenameRoom r -> Optional.of(r.room());
            case Request.Invite r -> Optional.of(r.room());
            case Request.RenewInvite r -> Optional.of(r.room());
            case Request.Join r -> Optional.of(r.room());
            case Request.Leave r -> Optional.of(r.room());
            case Request.Remove r -> Optional.of(r.room());
            case Request.Send r -> Optional.of(r.room());
            case Request.Edit r -> Optional.of(r.room());
            case Request.Delete r -> Optional.of(r.room());
            case Request.Hello ignored -> Optional.empty();
            case Request.Rooms ignored -> Optional.empty();
            case Request.OneRoom ignored -> Optional.empty();
            case Request.CreateRoom ignored -> Optional.empty();
            case Request.Sync ignored -> Optional.empty();
            case Request.History ignored -> Optional.empty();
            case Request.Search ignored -> Optional.empty();
            case Request.Ack ignored -> Optional.empty();
            case Request.Read ignored -> Optional.empty();
            case Request.View ignored -> Optional.empty();
            case Request.LookUp ignored -> Optional.empty();
            case Request.Ping ignored -> Optional.empty();
            case Request.Typing ignored -> Optional.empty();
        };
    }

    /** How long {@code request} has to wait because its room changes too fast, or because too much is searched for. */
    Optional<Duration> waitFor(Request request) {
        if (request instanceof Request.Search) {
            return shares.takeSearch(caller);
        }
        return roomToChange(request).filter(changed::contains).flatMap(shares::waitFor);
    }

    private void changed(RoomId room) {
        if (changed.size() >= ProtocolLimits.ROOMS_CHANGED_REMEMBERED) {
            changed.clear();
        }
        changed.add(room);
        shares.changed(room);
    }

    /** Passes a typing note on. Nobody waits for it, so nobody is told if it cannot be. */
    void typing(Request.Typing note) {
        try {
            conversation.typing(caller, note.room());
        } catch (PortException e) {
            return;
        }
    }

    /** Serves a request other than {@code hello} and {@code typing}. */
    void serve(Request request) {
        try {
            handOn(request);
        } catch (PortException e) {
            refuse(idOf(request), ErrorCode.UNAVAILABLE);
        } catch (RuntimeException e) {
            // A bug: the client gets its one answer, and the edge hears of it as of any other.
            refuse(idOf(request), ErrorCode.INTERNAL);
            throw e;
        }
    }

    private void handOn(Request request) {
        switch (request) {
            case Request.Send r -> say(r);
            case Request.Edit r ->
                worded(
                        r.id(),
                        r.text(),
                        text -> conversation.edit(
                                target(r.room(), r.id()), r.message(), text, answer(r.id(), r.room())));
            case Request.Delete r ->
                conversation.delete(target(r.room(), r.id()), r.message(), answer(r.id(), r.room()));
            case Request.CreateRoom r ->
                titled(r.id(), r.title(), title -> lobby.create(caller, r.id(), title, answerWithRoom(r.id())));
            case Request.RenameRoom r ->
                titled(
                        r.id(),
                        r.title(),
                        title -> lobby.rename(target(r.room(), r.id()), title, answer(r.id(), r.room())));
            case Request.Invite r -> invite(r);
            case Request.RenewInvite r -> lobby.renewInvite(target(r.room(), r.id()), answer(r.id(), r.room()));
            case Request.Join r -> join(r);
            case Request.Leave r -> lobby.leave(target(r.room(), r.id()), answer(r.id(), r.room()));
            case Request.Remove r -> lobby.remove(target(r.room(), r.id()), r.account(), answer(r.id(), r.room()));
            case Request.Rooms r -> socket.send(Frames.rooms(r.id(), lobby.rooms(caller, device)));
            case Request.OneRoom r -> sendRoom(r.id(), r.room());
            case Request.Sync r ->
                page(
                        r.id(),
                        r.room(),
                        conversation.sync(caller, r.room(), r.epoch(), r.after(), r.limit()),
                        PageCut::fromTheBeginning);
            case Request.History r ->
                page(
                        r.id(),
                        r.room(),
                        conversation.history(caller, r.room(), r.before(), r.limit()),
                        PageCut::fromTheEnd);
            case Request.Search r -> search(r);
            case Request.Ack r ->
                marked(r.id(), r.room(), conversation.confirm(caller, device, r.room(), r.epoch(), r.sequence()));
            case Request.Read r ->
                marked(r.id(), r.room(), conversation.markRead(caller, r.room(), r.epoch(), r.sequence()));
            case Request.View r -> view(r);
            case Request.LookUp r ->
                socket.send(Frames.accounts(r.id(), lobby.accounts(r.accounts()).values()));
            case Request.Ping r -> socket.send(Frames.pong(r.id()));
            case Request.Hello ignored -> throw new IllegalArgumentException("hello was said already");
            case Request.Typing ignored -> throw new IllegalArgumentException("typing is not answered");
        }
    }

    private void say(Request.Send request) {
        worded(request.id(), request.text(), text -> {
            connection.sends(request.id());
            try {
                Target target = target(request.room(), request.id());
                if (request.replyTo().isPresent()) {
                    conversation.answer(target, request.replyTo().get(), text, answerWithPlace(request));
                } else {
                    conversation.send(target, text, answerWithPlace(request));
                }
            } catch (PortException e) {
                connection.hasOtherAnswer(request.id());
                throw e;
            }
        });
    }

    private void worded(ClientMessageId id, String raw, Consumer<MessageText> use) {
        switch (MessageText.parse(raw)) {
            case Flawed<MessageText, TextFlaw>(var flaw) -> refuse(id, textFlaw(flaw));
            case Valid<MessageText, TextFlaw>(var text) -> use.accept(text);
        }
    }

    private void titled(ClientMessageId id, String raw, Consumer<RoomTitle> use) {
        Parsed<RoomTitle, TextFlaw> parsed = RoomTitle.parse(raw);
        switch (parsed) {
            case Flawed<RoomTitle, TextFlaw>(var flaw) -> refuse(id, titleFlaw(flaw));
            case Valid<RoomTitle, TextFlaw>(var title) -> use.accept(title);
        }
    }

    private void invite(Request.Invite request) {
        switch (Username.parse(request.username())) {
            case Flawed<Username, Username.Flaw> ignored -> refuse(request.id(), ErrorCode.NO_SUCH_ACCOUNT);
            case Valid<Username, Username.Flaw>(var guest) ->
                lobby.invite(target(request.room(), request.id()), guest, answer(request.id(), request.room()));
        }
    }

    private void join(Request.Join request) {
        if (request.secret().isEmpty()) {
            refuse(request.id(), ErrorCode.INVITE_INVALID);
        } else {
            lobby.join(
                    target(request.room(), request.id()),
                    request.secret().get(),
                    answerWithRoom(request.id(), request.room()));
        }
    }

    private void view(Request.View request) {
        if (connection.view(request.room())) {
            socket.send(Frames.done(request.id(), request.room(), Optional.empty()));
        } else {
            refuse(request.id(), ErrorCode.NO_SUCH_ROOM);
        }
    }

    private void page(ClientMessageId id, RoomId room, Page page, UnaryOperator<Page.Entries> cut) {
        switch (page) {
            case Page.Entries entries -> socket.send(Frames.entries(id, room, cut.apply(entries)));
            case Page.Reset reset -> socket.send(Frames.reset(id, room, reset));
            case Page.NoSuchRoom() -> refuse(id, ErrorCode.NO_SUCH_ROOM);
        }
    }

    private void search(Request.Search request) {
        Optional<SearchQuery> query = SearchQuery.parse(request.query());
        if (query.isEmpty()) {
            refuse(request.id(), ErrorCode.QUERY_INVALID);
            return;
        }
        switch (conversation.search(caller, request.room(), query.get(), request.before(), request.limit())) {
            case Finding.Found found ->
                socket.send(Frames.found(request.id(), request.room(), PageCut.fromTheBeginning(found)));
            case Finding.NoSuchRoom() -> refuse(request.id(), ErrorCode.NO_SUCH_ROOM);
            case Finding.CannotSearch() -> refuse(request.id(), ErrorCode.SEARCH_UNAVAILABLE);
        }
    }

    private void marked(ClientMessageId id, RoomId room, MarkOutcome outcome) {
        switch (outcome) {
            case MARKED -> socket.send(Frames.done(id, Optional.of(room), Optional.empty()));
            case BAD_POSITION -> refuse(id, ErrorCode.BAD_POSITION);
            case NO_SUCH_ROOM -> refuse(id, ErrorCode.NO_SUCH_ROOM);
        }
    }

    /** Replies with where the message stands. */
    private Consumer<ChangeOutcome> answerWithPlace(Request.Send request) {
        return outcome -> {
            if (outcome instanceof ChangeOutcome.Changed(var entry)) {
                changed(entry.room());
                socket.send(Frames.sent(request.id(), entry));
            } else {
                connection.hasOtherAnswer(request.id());
                answer(request.id(), request.room()).accept(outcome);
            }
        };
    }

    /** Replies with the entry that was made, if one was. */
    private Consumer<ChangeOutcome> answer(ClientMessageId id, RoomId room) {
        return answer(id, Optional.of(room));
    }

    private Consumer<ChangeOutcome> answer(ClientMessageId id, Optional<RoomId> room) {
        return outcome -> {
            switch (outcome) {
                case ChangeOutcome.Changed(var entry) -> {
                    changed(entry.room());
                    socket.send(Frames.done(id, room, Optional.of(entry.sequence())));
                }
                case ChangeOutcome.AlreadySo() -> socket.send(Frames.done(id, room, Optional.empty()));
                case ChangeOutcome.Refused(var reason) -> refuse(id, refusal(reason));
                case ChangeOutcome.Busy() -> refuse(id, ErrorCode.BUSY);
                case ChangeOutcome.Unknown() -> refuse(id, ErrorCode.UNAVAILABLE);
            }
        };
    }

    /** Replies with the room that {@code entry} opened. */
    private Consumer<ChangeOutcome> answerWithRoom(ClientMessageId id) {
        return outcome -> {
            if (outcome instanceof ChangeOutcome.Changed(var entry)) {
                sendRoomLater(id, entry.room());
            } else {
                // Without an entry there is no room to name.
                answer(id, Optional.empty()).accept(outcome);
            }
        };
    }

    /** Replies with the room as it is for someone who is in it now. */
    private Consumer<ChangeOutcome> answerWithRoom(ClientMessageId id, RoomId room) {
        return outcome -> {
            if (outcome instanceof ChangeOutcome.Changed || outcome instanceof ChangeOutcome.AlreadySo) {
                if (outcome instanceof ChangeOutcome.Changed) {
                    changed(room);
                }
                sendRoomLater(id, room);
            } else {
                answer(id, room).accept(outcome);
            }
        };
    }

    /** Answers come on the room's lane, which must not wait while the room is read. */
    private void sendRoomLater(ClientMessageId id, RoomId room) {
        Thread.startVirtualThread(() -> {
            try {
                sendRoom(id, room);
            } catch (PortException e) {
                refuse(id, ErrorCode.UNAVAILABLE);
            }
        });
    }

    private void sendRoom(ClientMessageId id, RoomId room) {
        lobby.room(caller, device, room)
                .ifPresentOrElse(
                        snapshot -> socket.send(Frames.room(id, snapshot)), () -> refuse(id, ErrorCode.NO_SUCH_ROOM));
    }

    private Target target(RoomId room, ClientMessageId id) {
        return new Target(caller, room, id);
    }

    private void refuse(ClientMessageId id, ErrorCode code) {
        Optional<Duration> retryAfter =
                code == ErrorCode.BUSY ? Optional.of(ProtocolLimits.BUSY_RETRY_AFTER) : Optional.empty();
        socket.send(Frames.error(Optional.of(id), code, code.message(), retryAfter));
    }

    private static ErrorCode refusal(ChangeOutcome.Reason reason) {
        return switch (reason) {
            case NO_SUCH_ROOM -> ErrorCode.NO_SUCH_ROOM;
            case ROOM_FULL -> ErrorCode.ROOM_FULL;
            case NOT_HOST -> ErrorCode.NOT_HOST;
            case NO_SUCH_MEMBER -> ErrorCode.NO_SUCH_MEMBER;
            case INVITE_INVALID -> ErrorCode.INVITE_INVALID;
            case NO_SUCH_MESSAGE -> ErrorCode.NO_SUCH_MESSAGE;
            case NOT_AUTHOR -> ErrorCode.NOT_AUTHOR;
            case NO_SUCH_ACCOUNT -> ErrorCode.NO_SUCH_ACCOUNT;
            case TOO_MANY_ROOMS -> ErrorCode.TOO_MANY_ROOMS;
            case ID_REUSED -> ErrorCode.ID_REUSED;
        };
    }

    private static ErrorCode textFlaw(TextFlaw flaw) {
        return switch (flaw) {
            case BLANK -> ErrorCode.TEXT_BLANK;
            case TOO_LONG -> ErrorCode.TEXT_TOO_LONG;
            case BAD_CHARACTERS -> ErrorCode.TEXT_BAD_CHARACTERS;
        };
    }

    private static ErrorCode titleFlaw(TextFlaw flaw) {
        return switch (flaw) {
            case BLANK -> ErrorCode.TITLE_BLANK;
            case TOO_LONG -> ErrorCode.TITLE_TOO_LONG;
            case BAD_CHARACTERS -> ErrorCode.TITLE_BAD_CHARACTERS;
        };
    }

    @Override
    public void close() {
        connection.close();
    }
}
