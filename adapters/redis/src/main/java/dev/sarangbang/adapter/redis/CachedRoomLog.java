package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.redis.RecentEntries.Batch;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log that gives pages from a cache where it can be sure of them, and asks the log behind it for everything else.
 *
 * <p>It is never wrong, for these reasons. Only what was appended for good, or read from the log, is put into the cache, under the
 * life of the log that it belongs to. In one life of a log, the entry at a place is the same for ever, so what the cache has of a
 * place is true. And a page is given from the cache only if it has the entry at each of its places: where a log ends, only the
 * log can say, so a page that might reach its end is the log's. Whatever the cache has lost is therefore a page from the log and
 * nothing else. Heads, members and client ids are never taken from the cache.
 *
 * <p>Which life of its log a room is in is known from the heads that went through here. It changes when a log is taken back to its
 * past, as by a backup; no server may run on it then.
 */
final class CachedRoomLog implements RoomLog {

    private final RoomLog log;
    private final RecentEntries recent;
    private final CacheFiller filler;
    private final RedisRoomLogCache meter;
    private final KnownEpochs epochs = new KnownEpochs();

    CachedRoomLog(RoomLog log, RecentEntries recent, CacheFiller filler, RedisRoomLogCache meter) {
        this.log = log;
        this.recent = recent;
        this.filler = filler;
        this.meter = meter;
    }

    @Override
    public Appending append(RoomChange change) {
        Appending appending = log.append(change);
        if (appending instanceof Appending.Appended) {
            epochs.note(change.after());
            filler.add(new Batch(change.after().epoch(), change.entries()));
        } else if (appending instanceof Appending.HeadMoved(var room)) {
            room.ifPresent(epochs::note);
        }
        return appending;
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        Map<RoomId, Room> heads = log.heads(rooms);
        heads.values().forEach(epochs::note);
        return heads;
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        long first = place.value() + 1;
        return page(room, first, first + limit - 1, () -> log.after(room, place, limit));
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        long last = place.value() - 1;
        return page(room, Math.max(1, last - limit + 1), last, () -> log.before(room, place, limit));
    }

    /** The entries from place {@code first} to {@code last}, if the cache has them all; what the log says otherwise. */
    private List<Entry> page(RoomId room, long first, long last, Source source) {
        Optional<KnownEpochs.Known> known = epochs.of(room);
        if (known.isEmpty() || last < first) {
            return source.read();
        }
        Epoch epoch = known.get().epoch();
        Optional<List<Entry>> cached = cached(room, epoch, first, last);
        if (cached.isPresent()) {
            meter.hit();
            return cached.get();
        }
        List<Entry> page = source.read();
        // What is older would go in only to be the first to go out.
        long oldest = known.get().newest().value() - RecentEntries.KEPT_MAX;
        if (first > oldest) {
            filler.add(new Batch(epoch, page));
        }
        return page;
    }

    private Optional<List<Entry>> cached(RoomId room, Epoch epoch, long first, long last) {
        try {
            Optional<List<Entry>> stretch = recent.stretch(room, epoch, first, last);
            if (stretch.isEmpty()) {
                meter.missed();
            }
            return stretch;
        } catch (PortException e) {
            meter.failed();
            return Optional.empty();
        }
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return log.find(room, author, clientId);
    }

    /** Asks the log itself. */
    private interface Source {
        List<Entry> read();
    }
}
