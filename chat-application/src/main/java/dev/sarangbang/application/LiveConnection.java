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

    /** One tick early: the next would be too late. */
    private static final long HEARTBEAT_NANOS =
            Limits.HEARTBEAT.minus(Limits.TICK).toNanos();

    private final ConnectionKey key;
    private final Enrolment.SignedIn who;
    private final Device device;
    private final AtomicReference<Optional<RoomId>> view = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Map<RoomId, Sequence>> headsTold = new AtomicReference<>(Map.of());
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
        return view.get();
    }

    /** From now on {@code room} is on its screen, whose log is known to go as far as {@code heads} says. */
    void view(Optional<RoomId> room, Map<RoomId, Sequence> heads) {
        view.set(room);
        headsTold.set(heads);
    }

    /** Tells it how far the log of the room on its screen goes. */
    void tellHeads(Map<RoomId, Sequence> heads) {
        headsTold.set(heads);
        device.push(new Event.Heads(heads));
    }

    /** The same as the last time, as a sign of life. */
    void tellHeadsAgain() {
        device.push(new Event.Heads(headsTold.get()));
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
