package dev.sarangbang.application;

import dev.sarangbang.application.RoomSnapshot.Guest;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together how rooms look to one member, from the log, the marks and cursors, and who is here. */
final class RoomViews {

    private final RoomLog log;
    private final Heads heads;
    private final RoomDirectory directory;
    private final ReadMarks marks;
    private final DeviceCursors cursors;
    private final KnownAccounts accounts;
    private final PresenceBoard presence;
    private final ToldPresence told;
    private final InstantSource clock;
    private final Meter meter;

    RoomViews(Ports ports, Heads heads, KnownAccounts accounts, ToldPresence told, InstantSource clock, Meter meter) {
        this.log = ports.roomLog();
        this.heads = heads;
        this.directory = ports.roomDirectory();
        this.marks = ports.readMarks();
        this.cursors = ports.deviceCursors();
        this.accounts = accounts;
        this.presence = ports.presenceBoard();
        this.told = told;
        this.clock = clock;
        this.meter = meter;
    }

    /** The rooms that {@code account} is in: what the directory says, checked against each room. */
    List<Room> roomsOf(AccountId account) {
        return heads.of(directory.of(account)).values().stream()
                .filter(room -> room.member(account).isPresent())
                .toList();
    }

    /** Everyone who shares a room with {@code account}, without themselves. */
    Set<AccountId> acquaintances(AccountId account) {
        return roomsOf(account).stream()
                .flatMap(room -> room.members().stream())
                .map(Member::account)
                .filter(other -> !other.equals(account))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<RoomSummary> summaries(AccountId account, DeviceId device) {
        List<Room> rooms = roomsOf(account);
        List<RoomId> ids = rooms.stream().map(Room::id).toList();
        Map<RoomId, ReadMark> read = marks.ofAccount(account, ids);
        Map<RoomId, Position> confirmed = cursors.of(account, device, ids);
        return rooms.stream()
                .sorted(Comparator.comparing((Room room) -> room.head().messageId())
                        .reversed())
                .map(room -> summary(
                        room,
                        room.member(account).orElseThrow(),
                        Optional.ofNullable(read.get(room.id())),
                        Optional.ofNullable(confirmed.get(room.id()))))
                .toList();
    }

    Optional<RoomSnapshot> snapshot(AccountId account, DeviceId device, RoomId roomId) {
        Optional<Room> found = log.head(roomId);
        Optional<Member> self = found.flatMap(room -> room.member(account));
        if (found.isEmpty() || self.isEmpty()) {
            return Optional.empty();
        }
        Room room = found.get();
        List<AccountId> members = room.members().stream().map(Member::account).toList();
        Map<AccountId, ReadMark> read = marks.inRoom(roomId, members);
        Optional<Position> confirmed =
                Optional.ofNullable(cursors.of(account, device, List.of(roomId)).get(roomId));
        Map<AccountId, Account> known = accounts.findSome(members);
        Map<AccountId, Presence> here = presenceOf(members);
        List<Guest> guests = new ArrayList<>();
        for (Member member : room.members()) {
            Account seen = known.get(member.account());
            // Who has no name for now is left out: what they say is shown all the same, and names can be asked for.
            if (seen != null) {
                Optional<ReadMark> mark = Optional.ofNullable(read.get(member.account()));
                Presence presence = here.getOrDefault(member.account(), Presence.NEVER_SEEN);
                told.shown(member.account(), presence.status());
                guests.add(new Guest(
                        seen, member.joined(), room.readBy(member, mark).sequence(), presence));
            }
        }
        return Optional.of(
                new RoomSnapshot(summary(room, self.get(), Optional.ofNullable(read.get(account)), confirmed), guests));
    }

    /** How it is with each of {@code accounts}, as it is shown to people; nothing is known while the board cannot be asked. */
    Map<AccountId, Presence> presenceOf(Collection<AccountId> accounts) {
        try {
            Instant now = clock.instant();
            Map<AccountId, Presence> shown = new HashMap<>();
            presence.of(accounts, now).forEach((account, seen) -> shown.put(account, Whereabouts.asShown(seen, now)));
            return shown;
        } catch (PortException e) {
            meter.degraded("presence", e);
            return Map.of();
        }
    }

    private RoomSummary summary(Room room, Member self, Optional<ReadMark> read, Optional<Position> confirmed) {
        Sequence cursor = confirmed
                .filter(position -> position.epoch().equals(room.epoch()))
                .map(Position::sequence)
                .orElse(Sequence.BEFORE_FIRST);
        return new RoomSummary(
                room,
                self.joined(),
                preview(room, self.joined()),
                cursor,
                room.readBy(self, read).sequence(),
                room.unreadBy(self, read));
    }

    /** Empty also if what was said last cannot be understood, as when a newer version wrote it: the room is there all the same. */
    private Optional<Message> preview(Room room, Sequence first) {
        try {
            return newestMessage(room, first);
        } catch (PortException.Corrupt e) {
            meter.degraded("unreadable entry", e);
            return Optional.empty();
        }
    }

    private Optional<Message> newestMessage(Room room, Sequence first) {
        if (room.head().messageNumber() == 0) {
            return Optional.empty();
        }
        var amendments = new Amendments();
        Optional<Message> found = newestMessage(room, first, Limits.PREVIEW_ENTRIES, amendments);
        // Who goes over what they wrote should not make the room look as if nothing had been said.
        return found.isPresent() || amendments.isEmpty()
                ? found
                : newestMessage(room, first, Limits.PREVIEW_ENTRIES_AMENDED, amendments);
    }

    /** Backwards, so that whatever was done to a message is known before it is met. */
    private Optional<Message> newestMessage(Room room, Sequence first, int entries, Amendments amendments) {
        List<Entry> newest = log.before(room.id(), room.head().sequence().next(), entries);
        for (int i = newest.size() - 1; i >= 0; i--) {
            Entry entry = newest.get(i);
            if (entry.sequence().isBefore(first)) {
                return Optional.empty();
            }
            amendments.add(entry);
            Optional<Message> message = amendments.apply(entry);
            if (message.isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }
}
