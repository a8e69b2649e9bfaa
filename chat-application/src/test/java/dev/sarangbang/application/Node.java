package dev.sarangbang.application;

import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One node of the village, spoken to as an adapter would, in fewer words. */
final class Node {

    static final DeviceId PHONE = new DeviceId("phone");

    private static final AtomicInteger IDS = new AtomicInteger();

    private final Village village;
    private final ChatApplication app;

    Node(Village village, ChatApplication app) {
        this.village = village;
        this.app = app;
    }

    ChatApplication app() {
        return app;
    }

    /** A name that no other request has. */
    static ClientMessageId freshId() {
        return new ClientMessageId("r" + IDS.incrementAndGet());
    }

    static Lobby.Target target(Person caller, RoomId room, ClientMessageId id) {
        return new Lobby.Target(caller.id(), room, id);
    }

    Answer create(Person host, String title) {
        return create(host, freshId(), title);
    }

    Answer create(Person host, ClientMessageId id, String title) {
        return village.answer(reply ->
                app.lobby().create(host.id(), id, RoomTitle.parse(title).orThrow(), reply));
    }

    Answer rename(Person caller, RoomId room, ClientMessageId id, String title) {
        return village.answer(reply -> app.lobby()
                .rename(target(caller, room, id), RoomTitle.parse(title).orThrow(), reply));
    }

    Answer invite(Person caller, RoomId room, Person guest) {
        return invite(caller, room, freshId(), guest.username());
    }

    Answer invite(Person caller, RoomId room, ClientMessageId id, Username guest) {
        return village.answer(reply -> app.lobby().invite(target(caller, room, id), guest, reply));
    }

    Answer renewInvite(Person caller, RoomId room, ClientMessageId id) {
        return village.answer(reply -> app.lobby().renewInvite(target(caller, room, id), reply));
    }

    /** Comes in by the link that is good now. */
    Answer join(Person caller, RoomId room) {
        return join(caller, room, freshId(), village.head(room).invite());
    }

    Answer join(Person caller, RoomId room, ClientMessageId id, InviteSecret secret) {
        return village.answer(reply -> app.lobby().join(target(caller, room, id), secret, reply));
    }

    Answer leave(Person caller, RoomId room) {
        return leave(caller, room, freshId());
    }

    Answer leave(Person caller, RoomId room, ClientMessageId id) {
        return village.answer(reply -> app.lobby().leave(target(caller, room, id), reply));
    }

    Answer remove(Person caller, RoomId room, Person member) {
        return remove(caller, room, freshId(), member);
    }

    Answer remove(Person caller, RoomId room, ClientMessageId id, Person member) {
        return village.answer(reply -> app.lobby().remove(target(caller, room, id), member.id(), reply));
    }

    /** Hands a message in and leaves it at that. */
    Answer sends(Person author, RoomId room, ClientMessageId id, String text) {
        var answer = new Answer();
        app.conversation()
                .send(target(author, room, id), MessageText.parse(text).orThrow(), answer);
        return answer;
    }

    /** Says something and waits for what comes of it. */
    Answer says(Person author, RoomId room, ClientMessageId id, String text) {
        Answer answer = sends(author, room, id, text);
        village.await(answer);
        return answer;
    }

    /** Says something in answer to the message at {@code to}. */
    Answer answers(Person author, RoomId room, ClientMessageId id, long to, String text) {
        return village.answer(reply -> app.conversation()
                .answer(
                        target(author, room, id),
                        new Sequence(to),
                        MessageText.parse(text).orThrow(),
                        reply));
    }

    Answer edits(Person author, RoomId room, ClientMessageId id, long message, String text) {
        return village.answer(reply -> app.conversation()
                .edit(
                        target(author, room, id),
                        new Sequence(message),
                        MessageText.parse(text).orThrow(),
                        reply));
    }

    Answer deletes(Person author, RoomId room, ClientMessageId id, long message) {
        return village.answer(
                reply -> app.conversation().delete(target(author, room, id), new Sequence(message), reply));
    }

    Entry says(Person author, RoomId room, String text) {
        return says(author, room, freshId(), text).entry();
    }

    Conversation.Page sync(Person caller, RoomId room, long after, int limit) {
        return app.conversation().sync(caller.id(), room, village.head(room).epoch(), new Sequence(after), limit);
    }

    /** Everything after a place, page by page, as a device catches up. */
    List<Entry> catchUp(Person caller, RoomId room, long after, int limit) {
        List<Entry> all = new ArrayList<>();
        long place = after;
        while (sync(caller, room, place, limit) instanceof Conversation.Page.Entries page) {
            all.addAll(page.entries());
            if (!page.more()) {
                return all;
            }
            place = page.entries().get(page.entries().size() - 1).sequence().value();
        }
        throw new AssertionError("no entries to catch up with");
    }

    Conversation.MarkOutcome reads(Person caller, RoomId room, long upTo) {
        return app.conversation().markRead(caller.id(), room, village.head(room).epoch(), new Sequence(upTo));
    }

    RoomSummary summary(Person caller, RoomId room) {
        return rooms(caller).get(room);
    }

    Map<RoomId, RoomSummary> rooms(Person caller) {
        return app.lobby().rooms(caller.id(), PHONE).stream()
                .collect(java.util.stream.Collectors.toMap(
                        summary -> summary.room().id(), summary -> summary));
    }

    /** Connects a device called {@link #PHONE}. */
    Attendance.Connection connect(Person who, Device device) {
        Attendance.Connection connection = app.attendance().connect(who.who(), PHONE, device);
        village.settle();
        return connection;
    }

    void close(Attendance.Connection connection) {
        connection.close();
        village.settle();
    }
}
