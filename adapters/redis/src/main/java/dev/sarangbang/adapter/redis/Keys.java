package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;

/** What everything is called in Redis. */
record Keys(String prefix) {

    /** Who is here: a hash of connections. */
    String presence(AccountId account) {
        return prefix + ":presence:" + account.value();
    }

    /** What waits for an account: a hash. */
    String held(AccountId account) {
        return prefix + ":held:" + account.value();
    }

    /** In which order it came: a sorted set. */
    String heldOrder(AccountId account) {
        return prefix + ":held:" + account.value() + ":order";
    }

    /** Which life of this Redis it is. */
    String generation() {
        return prefix + ":generation";
    }

    /** Who has which number: a hash. */
    String nodes() {
        return prefix + ":nodes";
    }

    /** The newest entries of one life of a room's log: a sorted set. */
    String recent(RoomId room, Epoch epoch) {
        return prefix + ":recent:" + room.value() + ":" + epoch.value();
    }
}
