package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** What this node knows of one connected device. */
final class LiveConnection {

    /** The room on its screen, and how far its log went when the device was last told; nothing if it may not know. */
    private record Screen(Optional<RoomId> room, Map<RoomId, Sequence> head) {

        /** Answers of the log may overtake each other; logs only grow. */
        Screen with(Map<RoomId, Sequence> now) {
            boolean isOlder = now.entrySet().stream()
                    .anyMatch(each -> head.getOrDefault(each.getKey(), Sequence.BEFORE_FIRST)
                            .isAfter(each.getValue()));
            return isOlder ? this : new Screen(room, now);
        }
    }

    /** One tick early: the next would be too late. */
    private static final long HEARTBEAT_NANOS =
            Limits.HEARTBEAT.minus(Limits.TICK).toNanos();

    private final ConnectionKey key;
    private final Enrolment.SignedIn who;
    private final Device device;
    private final AtomicReference<Screen> screen = new AtomicReference<>(new Screen(Optional.empty(), Map.of()));
    private final AtomicLong heartbeatDueNanos;
    private final AtomicReference<Instant> loginEnds;
    private final AtomicBoolean onBoard = new AtomicBoolean();

    private final ReentrantLock ownSendsLock = new ReentrantLock();
    private final Set<ClientMessageId> ownSends = new LinkedHashSet<>();

    LiveConnection(ConnectionKey key, Enrolment.SignedIn who, Device device, long nowNanos) {
        this.key = key;
        this.who = who;
        this.device = device;
        this.loginEnds = new AtomicReference<>(who.expiresAt());
        this.heartbeatDueNanos = new AtomicLong(nowNanos + HEARTBEAT_NANOS);
    }

    ConnectionKey key() {
        return key;
    }

    AccountId account() {
        return key.account();
    }

    Enrolment.SignedIn who() {
        return who;
    }

    /** When the login ends by which this device is connected, as far as this node knows. */
    Instant loginEnds() {
        return loginEnds.get();
    }

    void loginEnds(Instant at) {
        loginEnds.set(at);
    }

    Device device() {
        return device;
    }

    Optional<RoomId> view() {
        return screen.get().room();
    }

    /** From now on {@code room} is on its screen, whose log goes as far as {@code head} says. */
    void view(Optional<RoomId> room, Map<RoomId, Sequence> head) {
        screen.set(new Screen(room, head));
    }

    /** Tells it, as a sign of life, how far the log of the room on its screen goes: {@code head}, if that still is {@code room}. */
    void tellHead(Optional<RoomId> room, Map<RoomId, Sequence> head) {
        Screen now = screen.updateAndGet(before -> before.room().equals(room) ? before.with(head) : before);
        device.push(new Event.Heads(now.head()));
    }

    /** The same as the last time. */
    void tellHeadAgain() {
        device.push(new Event.Heads(screen.get().head()));
    }

    /** From now on its presence is kept alive; before it has arrived, that would hide its coming. */
    void keepOnBoard() {
        onBoard.set(true);
    }

    boolean isKeptOnBoard() {
        return onBoard.get();
    }

    /** Whether a heartbeat is due; if so, the next one is put off. */
    boolean takeHeartbeat(long nowNanos) {
        long due = heartbeatDueNanos.get();
        return nowNanos - due >= 0 && heartbeatDueNanos.compareAndSet(due, nowNanos + HEARTBEAT_NANOS);
    }

    /** Remembers a send whose answer this connection gets, forgetting the oldest beyond the bound. */
    void sends(ClientMessageId clientId) {
        ownSendsLock.lock();
        try {
            ownSends.add(clientId);
            if (ownSends.size() > Limits.OWN_SENDS_REMEMBERED) {
                var oldest = ownSends.iterator();
                oldest.next();
                oldest.remove();
            }
        } finally {
            ownSendsLock.unlock();
        }
    }

    /** Forgets a send whose answer was not the entry. If the entry came meanwhile and was kept back, the device is to look for it. */
    void hasOtherAnswer(ClientMessageId clientId) {
        boolean keptNothingBack;
        ownSendsLock.lock();
        try {
            keptNothingBack = ownSends.remove(clientId);
        } finally {
            ownSendsLock.unlock();
        }
        if (!keptNothingBack) {
            device.push(new Event.Resync());
        }
    }

    /** Whether this connection hears of {@code entry} by the answer to its own request, and so not by a push. */
    boolean isAnsweredWith(Entry entry) {
        if (!entry.author().equals(account())) {
            return false;
        }
        ownSendsLock.lock();
        try {
            return ownSends.remove(entry.clientId());
        } finally {
            ownSendsLock.unlock();
        }
    }
}
