package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Optional;

/** A well-formed frame of a client. Texts, titles and names are as they came: whether they are good is for the domain to say. */
sealed interface Request {

    record Hello(ClientMessageId id, DeviceId device) implements Request {}

    record Rooms(ClientMessageId id) implements Request {}

    record OneRoom(ClientMessageId id, RoomId room) implements Request {}

    record CreateRoom(ClientMessageId id, String title) implements Request {}

    record RenameRoom(ClientMessageId id, RoomId room, String title) implements Request {}

    record Invite(ClientMessageId id, RoomId room, String username) implements Request {}

    record RenewInvite(ClientMessageId id, RoomId room) implements Request {}

    /** {@code secret} is empty if what came cannot be one. */
    record Join(ClientMessageId id, RoomId room, Optional<InviteSecret> secret) implements Request {}

    record Leave(ClientMessageId id, RoomId room) implements Request {}

    record Remove(ClientMessageId id, RoomId room, AccountId account) implements Request {}

    record Send(ClientMessageId id, RoomId room, String text, Optional<Sequence> replyTo) implements Request {}

    record Edit(ClientMessageId id, RoomId room, Sequence message, String text) implements Request {}

    record Delete(ClientMessageId id, RoomId room, Sequence message) implements Request {}

    record Sync(ClientMessageId id, RoomId room, Epoch epoch, Sequence after, int limit) implements Request {}

    record History(ClientMessageId id, RoomId room, Sequence before, int limit) implements Request {}

    record Search(ClientMessageId id, RoomId room, String query, Sequence before, int limit) implements Request {}

    record Ack(ClientMessageId id, RoomId room, Epoch epoch, Sequence sequence) implements Request {}

    record Read(ClientMessageId id, RoomId room, Epoch epoch, Sequence sequence) implements Request {}

    record View(ClientMessageId id, Optional<RoomId> room) implements Request {}

    record LookUp(ClientMessageId id, List<AccountId> accounts) implements Request {}

    record Ping(ClientMessageId id) implements Request {}

    /** The only one without an id: it is not answered. */
    record Typing(RoomId room) implements Request {}
}
