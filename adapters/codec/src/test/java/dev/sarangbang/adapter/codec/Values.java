package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every kind of value there is, always the same ones. */
final class Values {

    static final RoomId ROOM = new RoomId(7_200_000_000_000_000_001L);
    static final AccountId MINA = new AccountId(42);
    static final AccountId JUNHO = new AccountId(Long.MAX_VALUE);
    static final InviteSecret INVITE = new InviteSecret("AAAAAAAAAAAAAAAAAAAA-_");

    private static final Instant AT = Instant.parse("2026-11-26T09:00:00.123Z");

    private Values() {}

    static Map<String, Content> contents() {
        Map<String, Content> all = new LinkedHashMap<>();
        all.put("text", new Content.Text(new MessageText("안녕 \"민아\" \\ 👩‍👩‍👧\n\tsee </script> \u2028 \u0085")));
        all.put("reply", new Content.Text(new MessageText("응"), Optional.of(new Sequence(6))));
        all.put("text_edited", new Content.TextEdited(new Sequence(3), new MessageText("어")));
        all.put("text_deleted", new Content.TextDeleted(new Sequence(3)));
        all.put("room_created", new Content.RoomCreated(new RoomTitle("사랑방 🐯")));
        all.put("member_joined", new Content.MemberJoined(JUNHO));
        all.put("member_left", new Content.MemberLeft());
        all.put("member_removed", new Content.MemberRemoved(MINA));
        all.put("title_changed", new Content.TitleChanged(new RoomTitle("Sarangbang")));
        all.put("invite_renewed", new Content.InviteRenewed());
        return all;
    }

    static Map<String, Notice> notices() {
        Map<String, Notice> all = new LinkedHashMap<>();
        all.put("appended", new Notice.Appended(entry(new Content.Text(new MessageText("밥 먹자")))));
        all.put("read", new Notice.ReadMoved(ROOM, JUNHO, new Sequence(3)));
        all.put("typing", new Notice.Typing(ROOM, MINA));
        all.put("online", new Notice.PresenceChanged(MINA, new Presence(Status.ONLINE, Optional.of(AT))));
        all.put("never_seen", new Notice.PresenceChanged(JUNHO, Presence.NEVER_SEEN));
        all.put("session_ended", new Notice.SessionEnded(new SessionKey("0123456789abcdef".repeat(4))));
        return all;
    }

    static Map<String, Delivery> deliveries() {
        Map<String, Delivery> all = new LinkedHashMap<>();
        notices().forEach((name, notice) -> all.put(name, new Delivery(Set.of(MINA), notice)));
        all.put("to_nobody", new Delivery(Set.of(), new Notice.Typing(ROOM, MINA)));
        return all;
    }

    static Map<String, Room> rooms() {
        var first = new Sequence(1);
        var head = new Head(new Sequence(9), new MessageId(Long.MAX_VALUE), 5, AT);
        var title = new RoomTitle("사랑방 🐯");
        var members =
                List.of(new Member(MINA, first, first, 0), new Member(JUNHO, new Sequence(2), new Sequence(9), 5));
        Map<String, Room> all = new LinkedHashMap<>();
        all.put("of_two", new Room(ROOM, new Epoch(1), title, members, INVITE, head));
        all.put("deserted", new Room(ROOM, new Epoch(Long.MAX_VALUE), title, List.of(), INVITE, head));
        return all;
    }

    static Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        contents().forEach((name, content) -> all.put(name, entry(content)));
        return all;
    }

    private static Entry entry(Content content) {
        var clientId = new ClientMessageId("b1946ac9-2f63_1");
        return new Entry(
                ROOM, new Sequence(7), new MessageId(7_200_000_000_000_000_123L), 5, MINA, clientId, AT, content);
    }
}
