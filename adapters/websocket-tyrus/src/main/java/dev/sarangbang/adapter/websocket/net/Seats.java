package dev.sarangbang.adapter.websocket.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Places for each of many: accounts, addresses. None has more than there are, however many come for one at once. Thread-safe. */
public final class Seats<K> {

    private final int each;
    private final Map<K, Integer> taken = new ConcurrentHashMap<>();

    /** So many for {@code each}. */
    public Seats(int each) {
        this.each = each;
    }

    /** Takes a place of {@code key}; false if there is none. */
    public boolean take(K key) {
        var found = new AtomicBoolean();
        taken.compute(key, (ignored, before) -> {
            int so = before == null ? 0 : before;
            found.set(so < each);
            return so < each ? Integer.valueOf(so + 1) : before;
        });
        return found.get();
    }

    /** Gives back a place of {@code key} that was taken. */
    public void leave(K key) {
        taken.computeIfPresent(key, (ignored, before) -> before == 1 ? null : before - 1);
    }
}
