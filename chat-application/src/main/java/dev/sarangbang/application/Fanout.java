package dev.sarangbang.application;

import dev.sarangbang.application.Event.Happened;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.Ruling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Tells people what happened: publishes to the queues of all who are concerned, pushes what comes from the queues to the
 * devices connected here, and has kept for later what nobody was there to hear.
 */
final class Fanout {

    private final SyncQueues queues;
    private final HeldMessages held;
    private final PresenceBoard presence;
    private final LiveConnections connections;
    private final Resyncs resyncs;
    private final ToldPresence told;
    private final Surroundings surroundings;
    private final Meter meter;
    private final AtomicInteger holdsUnderWay = new AtomicInteger();

    Fanout(
            Ports ports,
            LiveConnections connections,
            Resyncs resyncs,
            ToldPresence told,
            Surroundings surroundings,
            Meter meter) {
        this.queues = ports.syncQueues();
        this.held = ports.heldMessages();
        this.presence = ports.presenceBoard();
        this.connections = connections;
        this.resyncs = resyncs;
        this.told = told;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    /**
     * Tells the members of what was appended to their room, which was {@code before} until then; and before each entry is
     * told, its author, by {@code answer} with the index of the entry.
     */
    void appended(Room before, List<Ruling.Accepted> accepted, IntConsumer answer) {
        List<Absence> absences = new ArrayList<>();
        Room room = before;
        Set<AccountId> members = membersOf(room);
        for (int i = 0; i < accepted.size(); i++) {
            Ruling.Accepted step = accepted.get(i);
            answer.accept(i);
            Room next = step.next();
            boolean cameIn = next.members().size() > room.members().size();
            Set<AccountId> after = next.members().size() == room.members().size() ? members : membersOf(next);
            // Who goes out hears of it as the last thing of that room.
            Set<AccountId> recipients = cameIn ? after : members;
            tell(recipients, new Notice.Appended(step.entry()));
            noteAbsent(recipients, step.entry(), absences);
            room = next;
            members = after;
        }
        if (!absences.isEmpty()) {
            hold(absences);
        }
    }

    /**
     * Tells of an entry that is in the log from before, in case nobody could tell then: those who were in the room by it and are
     * in it {@code now}, and whoever went out by it, unless they have come back.
     */
    void appendedBefore(Room now, Entry entry) {
        Set<AccountId> recipients = new HashSet<>();
        wentOut(entry).filter(account -> now.member(account).isEmpty()).ifPresent(recipients::add);
        for (Member member : now.members()) {
            if (!member.joined().isAfter(entry.sequence())) {
                recipients.add(member.account());
            }
        }
        List<Absence> absences = new ArrayList<>();
        tell(recipients, new Notice.Appended(entry));
        noteAbsent(recipients, entry, absences);
        if (!absences.isEmpty()) {
            hold(absences);
        }
    }

    private static Optional<AccountId> wentOut(Entry entry) {
        return switch (entry.content()) {
            case Content.MemberLeft ignored -> Optional.of(entry.author());
            case Content.MemberRemoved(var member) -> Optional.of(member);
            case Content.Text ignored -> Optional.empty();
            case Content.TextEdited ignored -> Optional.empty();
            case Content.TextDeleted ignored -> Optional.empty();
            case Content.RoomCreated ignored -> Optional.empty();
            case Content.MemberJoined ignored -> Optional.empty();
            case Content.TitleChanged ignored -> Optional.empty();
            case Content.InviteRenewed ignored -> Optional.empty();
        };
    }

    /** Publishes a notice to {@code recipients}, wherever they are connected. */
    void tell(Set<AccountId> recipients, Notice notice) {
        if (!recipients.isEmpty()) {
            queues.publish(new Delivery(recipients, notice));
        }
    }

    /** Something came from the queues. */
    void delivered(Delivery delivery) {
        var event = new Happened(delivery.notice());
        if (delivery.notice() instanceof Notice.PresenceChanged(var account, var presence)) {
            told.toldAll(account, presence.status());
        }
        int devices = 0;
        for (AccountId recipient : delivery.recipients()) {
            for (LiveConnection connection : connections.of(recipient)) {
                devices += pass(event, connection) ? 1 : 0;
            }
        }
        meter.pushed(devices);
    }

    /** Something may have been missed. */
    void interrupted() {
        resyncs.ofAll();
    }

    /** The same, for one person. */
    void interrupted(AccountId recipient) {
        resyncs.of(recipient);
    }

    private static boolean pass(Happened event, LiveConnection connection) {
        if (event.notice() instanceof Notice.SessionEnded(var session)) {
            if (connection.who().session().equals(session)) {
                connection.device().end(Device.Ending.SESSION_ENDED);
            }
            return false;
        }
        if (event.notice() instanceof Notice.Appended(var entry) && connection.isAnsweredWith(entry)) {
            return false;
        }
        connection.device().push(event);
        return true;
    }

    private static Set<AccountId> membersOf(Room room) {
        return room.members().stream().map(Member::account).collect(Collectors.toUnmodifiableSet());
    }

    private record Absence(Entry entry, Set<AccountId> absent) {}

    private void noteAbsent(Set<AccountId> recipients, Entry entry, List<Absence> absences) {
        Set<AccountId> absent = null;
        for (AccountId recipient : recipients) {
            if (!connections.has(recipient)) {
                absent = recipients.stream()
                        .filter(account -> !connections.has(account))
                        .collect(Collectors.toUnmodifiableSet());
                break;
            }
        }
        if (absent != null) {
            absences.add(new Absence(entry, absent));
        }
    }

    /** Holding only saves reading the log later, so it neither delays the lane nor piles up. */
    private void hold(List<Absence> absences) {
        if (holdsUnderWay.incrementAndGet() > Limits.HOLDS_UNDER_WAY_MAX) {
            holdsUnderWay.decrementAndGet();
            return;
        }
        surroundings.executor().execute(() -> {
            try {
                absences.forEach(this::holdForOffline);
            } catch (PortException e) {
                meter.degraded("hold", e);
            } finally {
                holdsUnderWay.decrementAndGet();
            }
        });
    }

    private void holdForOffline(Absence absence) {
        Map<AccountId, Presence> here =
                presence.of(absence.absent(), surroundings.clock().instant());
        Set<AccountId> offline = absence.absent().stream()
                .filter(account ->
                        !here.getOrDefault(account, Presence.NEVER_SEEN).isOnline())
                .collect(Collectors.toUnmodifiableSet());
        if (!offline.isEmpty()) {
            held.hold(offline, absence.entry());
            meter.held(offline.size());
        }
    }
}
