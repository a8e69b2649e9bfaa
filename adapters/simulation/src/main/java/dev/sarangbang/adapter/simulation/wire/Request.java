package dev.sarangbang.adapter.simulation.wire;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Optional;

/** What a device asks of its node: the requests of {@code docs/protocol.md}. */
public sealed interface Request {

    /** By which the answer is known, and, where a room is changed, a retry. */
    ClientMessageId id();

    record Hello(ClientMessageId id, DeviceId device) implements Request {}

    record Rooms(ClientMessageId id) implements Request {}

    record OneRoom(ClientMessageId id, RoomId room) implements Request {}

    record Send(ClientMessageId id, RoomId room, MessageText text) implements Request {}

    record Answer(ClientMessageId id, RoomId room, Sequence to, MessageText text) implements Request {}

    record Edit(ClientMessageId id, RoomId room, Sequence message, MessageText text) implements Request {}

    record Delete(ClientMessageId id, RoomId room, Sequence message) implements Request {}

    record Create(ClientMessageId id, RoomTitle title) implements Request {}

    record Rename(ClientMessageId id, RoomId room, RoomTitle title) implements Request {}

    record Invite(ClientMessageId id, RoomId room, Username guest) implements Request {}

    record RenewInvite(ClientMessageId id, RoomId room) implements Request {}

    record Join(ClientMessageId id, RoomId room, InviteSecret secret) implements Request {}

    record Leave(ClientMessageId id, RoomId room) implements Request {}

    record Remove(ClientMessageId id, RoomId room, AccountId member) implements Request {}

    record Sync(ClientMessageId id, RoomId room, Epoch epoch, Sequence after, int limit) implements Request {}

    record Recall(ClientMessageId id, RoomId room, Sequence before, int limit) implements Request {}

    record Confirm(ClientMessageId id, RoomId room, Epoch epoch, Sequence sequence) implements Request {}

    record Read(ClientMessageId id, RoomId room, Epoch epoch, Sequence sequence) implements Request {}

    record View(ClientMessageId id, Optional<RoomId> room) implements Request {}

    /** Is not answered. */
    record Typing(ClientMessageId id, RoomId room) implements Request {}
}
