package dev.sarangbang.application;

import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Refused;
import dev.sarangbang.application.Conversation.Page.Entries;
import dev.sarangbang.application.Conversation.Page.NoSuchRoom;
import dev.sarangbang.application.Conversation.Page.Reset;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Talks by way of the room's lane, and catches up from the room's log. Each read takes the room first and the entries second,
 * and asks for none beyond the room it took: membership and entries then belong together, whatever happens in between.
 */
final class LogConversation implements Conversation {

    private final RoomLog log;
    private final DeviceCursors cursors;
    private final ReadMarks marks;
    private final HeldMessages held;
    private final Optional<MessageSearch> search;
    private final RoomLanes lanes;
    private final Fanout fanout;
    private final LongSupplier steadyNanos;
    private final Meter meter;

    LogConversation(Ports ports, RoomLanes lanes, Fanout fanout, Surroundings surroundings, Meter meter) {
        this.log = ports.roomLog();
        this.cursors = ports.deviceCursors();
        this.marks = ports.readMarks();
        this.held = ports.heldMessages();
        this.search = ports.messageSearch();
        this.lanes = lanes;
        this.fanout = fanout;
        this.steadyNanos = surroundings.steadyNanos();
        this.meter = meter;
    }

    @Override
    public void send(Lobby.Target target, MessageText text, Consumer<? super ChangeOutcome> reply) {
        lanes.submit(target.room(), new Draft(target.caller(), target.clientId(), new Intent.Say(text)), reply);
    }

    @Override
    public void answer(Lobby.Target target, Sequence to, MessageText text, Consumer<? super ChangeOutcome> reply) {
        about(
                target,
                to,
                message -> new Intent.Say(text, Optional.of(message)),
                new Content.Text(text, Optional.of(to)),
                reply);
    }

    @Override
    public void edit(Lobby.Target target, Sequence message, MessageText text, Consumer<? super ChangeOutcome> reply) {
        about(target, message, found -> new Intent.Edit(found, text), new Content.TextEdited(message, text), reply);
    }

    @Override
    public void delete(Lobby.Target target, Sequence message, Consumer<? super ChangeOutcome> reply) {
        about(target, message, Intent.Delete::new, new Content.TextDeleted(message), reply);
    }

    /** Submits what is wanted of a message, with the message as evidence; refuses it if there is none. */
    private void about(
            Lobby.Target target,
            Sequence place,
            Function<Entry, Intent> intent,
            Content wanted,
            Consumer<? super ChangeOutcome> reply) {
        long sinceNanos = steadyNanos.getAsLong();
        Optional<Entry> message = entryAt(target.room(), place);
        if (message.isPresent()) {
            var draft = new Draft(target.caller(), target.clientId(), intent.apply(message.get()));
            lanes.submit(target.room(), draft, sinceNanos, reply);
            return;
        }
        Optional<Entry> before = log.find(target.room(), target.caller(), target.clientId());
        if (before.isPresent()) {
            reply.accept(Pending.answerFrom(before.get(), wanted));
            return;
        }
        boolean isMember = membership(target.caller(), target.room()).isPresent();
        reply.accept(new Refused(isMember ? Reason.NO_SUCH_MESSAGE : Reason.NO_SUCH_ROOM));
    }

    private Optional<Entry> entryAt(RoomId room, Sequence place) {
        return place.equals(Sequence.BEFORE_FIRST)
                ? Optional.empty()
                : log.after(room, justBefore(place), 1).stream().findFirst();
    }

    @Override
    public Page sync(AccountId caller, RoomId roomId, Epoch epoch, Sequence after, int limit) {
        requireLimit(limit);
        Optional<Membership> found = membership(caller, roomId);
        if (found.isEmpty()) {
            return new NoSuchRoom();
        }
        Room room = found.get().room();
        Sequence head = room.head().sequence();
        if (!epoch.equals(room.epoch()) || after.isAfter(head)) {
            return new Reset(room.epoch(), head);
        }
        Sequence from = Sequence.max(after, justBefore(found.get().member().joined()));
        int wanted = atMost(limit, head.value() - from.value());
        if (wanted == 0) {
            return new Entries(room.epoch(), List.of(), false, head);
        }
        List<Entry> entries = heldAfter(caller, room, from, wanted).orElseGet(() -> log.after(roomId, from, wanted));
        boolean more = entries.isEmpty() || last(entries).sequence().isBefore(head);
        return new Entries(room.epoch(), entries, more, head);
    }

    @Override
    public Page history(AccountId caller, RoomId roomId, Sequence before, int limit) {
        requireLimit(limit);
        Optional<Membership> found = membership(caller, roomId);
        if (found.isEmpty()) {
            return new NoSuchRoom();
        }
        Room room = found.get().room();
        Sequence head = room.head().sequence();
        Sequence first = found.get().member().joined();
        Sequence end = before.isAfter(head) ? head.next() : before;
        int wanted = atMost(limit, end.value() - first.value());
        List<Entry> entries = wanted == 0 ? List.of() : log.before(roomId, end, wanted);
        boolean more = !entries.isEmpty() && entries.get(0).sequence().isAfter(first);
        return new Entries(room.epoch(), entries, more, head);
    }

    @Override
    public Finding search(AccountId caller, RoomId roomId, SearchQuery query, Sequence before, int limit) {
        if (limit < 1 || limit > Limits.FOUND_MESSAGES_MAX) {
            throw new IllegalArgumentException("a search for " + limit);
        }
        Optional<Membership> found = membership(caller, roomId);
        if (found.isEmpty()) {
            return new Finding.NoSuchRoom();
        }
        if (search.isEmpty()) {
            return new Finding.CannotSearch();
        }
        Sequence first = found.get().member().joined();
        Sequence end = Sequence.min(before, found.get().room().head().sequence().next());
        // One more than wanted tells whether there is more.
        List<Message> messages = search.get().find(roomId, query, first, end, limit + 1);
        boolean more = messages.size() > limit;
        return new Finding.Found(more ? messages.subList(0, limit) : messages, more);
    }

    @Override
    public MarkOutcome confirm(AccountId caller, DeviceId device, RoomId roomId, Epoch epoch, Sequence sequence) {
        Optional<Membership> found = membership(caller, roomId);
        if (found.isEmpty()) {
            return MarkOutcome.NO_SUCH_ROOM;
        }
        Optional<Head> place = placeIn(found.get().room(), epoch, sequence);
        if (place.isEmpty()) {
            return MarkOutcome.BAD_POSITION;
        }
        cursors.advance(
                caller,
                device,
                roomId,
                new Position(epoch, sequence, place.get().messageId()));
        return MarkOutcome.MARKED;
    }

    @Override
    public MarkOutcome markRead(AccountId caller, RoomId roomId, Epoch epoch, Sequence sequence) {
        Optional<Membership> found = membership(caller, roomId);
        if (found.isEmpty()) {
            return MarkOutcome.NO_SUCH_ROOM;
        }
        Room room = found.get().room();
        Optional<Head> place = placeIn(room, epoch, sequence);
        if (place.isEmpty()) {
            return MarkOutcome.BAD_POSITION;
        }
        Optional<ReadMark> stored =
                Optional.ofNullable(marks.ofAccount(caller, List.of(roomId)).get(roomId));
        var mark = new ReadMark(epoch, sequence, place.get().messageNumber());
        if (mark.compareTo(room.readBy(found.get().member(), stored)) > 0) {
            marks.advance(caller, roomId, mark);
            fanout.tell(membersOf(room), new Notice.ReadMoved(roomId, caller, sequence));
            release(caller, roomId, sequence);
        }
        return MarkOutcome.MARKED;
    }

    @Override
    public void typing(AccountId caller, RoomId roomId) {
        membership(caller, roomId).ifPresent(found -> {
            Set<AccountId> others = membersOf(found.room()).stream()
                    .filter(account -> !account.equals(caller))
                    .collect(Collectors.toUnmodifiableSet());
            fanout.tell(others, new Notice.Typing(roomId, caller));
        });
    }

    private record Membership(Room room, Member member) {}

    private Optional<Membership> membership(AccountId caller, RoomId roomId) {
        return log.head(roomId).flatMap(room -> room.member(caller).map(member -> new Membership(room, member)));
    }

    /** What stands at {@code sequence}, if that is a place in this room's log. */
    private Optional<Head> placeIn(Room room, Epoch epoch, Sequence sequence) {
        boolean isPlace = epoch.equals(room.epoch())
                && sequence.isAfter(Sequence.BEFORE_FIRST)
                && !sequence.isAfter(room.head().sequence());
        if (!isPlace) {
            return Optional.empty();
        }
        if (sequence.equals(room.head().sequence())) {
            return Optional.of(room.head());
        }
        return entryAt(room.id(), sequence).map(Head::at);
    }

    /**
     * The answer from what was held, if that is whole: without a hole from {@code from} to the head, ending with the very entry
     * that is the head, and all of this life of the log, which began when the id that is its epoch was given out.
     */
    private Optional<List<Entry>> heldAfter(AccountId caller, Room room, Sequence from, int limit) {
        List<Entry> run = new ArrayList<>();
        Sequence expected = from.next();
        for (Entry entry : heldFor(caller, room.id())) {
            boolean ofThisLife = entry.id().value() >= room.epoch().value();
            if (entry.sequence().equals(expected) && ofThisLife) {
                run.add(entry);
                expected = expected.next();
            }
            if (entry.id().equals(room.head().messageId())) {
                break;
            }
        }
        boolean isWhole = !run.isEmpty() && last(run).id().equals(room.head().messageId());
        if (!isWhole) {
            return Optional.empty();
        }
        meter.heldUsed();
        return Optional.of(run.subList(0, Math.min(limit, run.size())));
    }

    private List<Entry> heldFor(AccountId caller, RoomId room) {
        try {
            return held.heldFor(caller, room).entries();
        } catch (PortException e) {
            meter.degraded("held", e);
            return List.of();
        }
    }

    private void release(AccountId caller, RoomId room, Sequence upTo) {
        try {
            held.release(caller, room, upTo);
        } catch (PortException e) {
            meter.degraded("release", e);
        }
    }

    private static int atMost(int limit, long available) {
        return (int) Math.max(0, Math.min(limit, available));
    }

    private static Entry last(List<Entry> entries) {
        return entries.get(entries.size() - 1);
    }

    private static Sequence justBefore(Sequence sequence) {
        return new Sequence(sequence.value() - 1);
    }

    private static Set<AccountId> membersOf(Room room) {
        return room.members().stream().map(Member::account).collect(Collectors.toUnmodifiableSet());
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > Limits.PAGE_ENTRIES_MAX) {
            throw new IllegalArgumentException("a page of " + limit);
        }
    }
}
