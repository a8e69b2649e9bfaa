package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.KeyedBuckets;
import dev.sarangbang.adapter.websocket.net.TokenBucket;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What each account may ask for on this node, by whatever sockets, and how much each room may change. Thread-safe.
 *
 * <p>A room is charged for what did change it, and only who has changed it is told to wait: else anybody could keep its members from
 * talking by asking for it, and learn from the answer that it is there.
 */
final class Shares {

    private final KeyedBuckets<AccountId> accounts;
    private final KeyedBuckets<AccountId> searches;
    private final KeyedBuckets<RoomId> rooms;

    Shares(LongSupplier nanoClock) {
        accounts = new KeyedBuckets<>(
                ProtocolLimits.REQUESTS_PER_ACCOUNT_BURST,
                TokenBucket.perSecond(ProtocolLimits.REQUESTS_PER_ACCOUNT_PER_SECOND),
                ProtocolLimits.RATES_KEPT_MAX,
                nanoClock);
        searches = new KeyedBuckets<>(
                ProtocolLimits.SEARCHES_PER_ACCOUNT_BURST,
                TokenBucket.perSecond(ProtocolLimits.SEARCHES_PER_ACCOUNT_PER_SECOND),
                ProtocolLimits.RATES_KEPT_MAX,
                nanoClock);
        rooms = new KeyedBuckets<>(
                ProtocolLimits.CHANGES_PER_ROOM_BURST,
                TokenBucket.perSecond(ProtocolLimits.CHANGES_PER_ROOM_PER_SECOND),
                ProtocolLimits.RATES_KEPT_MAX,
                nanoClock);
    }

    /** An account asks for something: how long it has to wait, if it has to. */
    Optional<Duration> take(AccountId account) {
        return accounts.take(account);
    }

    /** An account searches: how long it has to wait, if it has to. */
    Optional<Duration> takeSearch(AccountId account) {
        return searches.take(account);
    }

    /** How long who wants to change {@code room} has to wait, if they have to. */
    Optional<Duration> waitFor(RoomId room) {
        return rooms.waitFor(room);
    }

    /** A room was changed. */
    void changed(RoomId room) {
        rooms.charge(room);
    }
}
