package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;

/**
 * Holds messages in memory, {@value #TOTAL_ENTRIES_MAX} over all accounts. When there are more, whoever has been sent nothing
 * for longest loses all of theirs first: they have the log. What is older than {@link #AGE_MAX} goes too.
 */
public final class InMemoryHeldMessages implements HeldMessages {

    /** The most entries held over all accounts, at about 100 bytes each beyond the entries, which recipients share. */
    public static final int TOTAL_ENTRIES_MAX = 200_000;

    private final InstantSource clock;
    private final int totalMax;

    /** From the account that was sent to longest ago to the one that was sent to last. */
    private final LinkedHashMap<AccountId, HeldBox> boxes = new LinkedHashMap<>();

    private int total;

    /**
     * Holds nothing yet.
     *
     * @param clock tells how old an entry is
     */
    public InMemoryHeldMessages(InstantSource clock) {
        this(clock, TOTAL_ENTRIES_MAX);
    }

    InMemoryHeldMessages(InstantSource clock, int totalMax) {
        this.clock = clock;
        this.totalMax = totalMax;
    }

    @Override
    public synchronized void hold(Collection<AccountId> recipients, Entry entry) {
        Instant now = clock.instant();
        Instant oldest = now.minus(AGE_MAX);
        for (AccountId recipient : recipients) {
            HeldBox box = boxes.computeIfAbsent(recipient, ignored -> new HeldBox());
            total -= box.size();
            box.dropOlderThan(oldest);
            box.hold(entry, now);
            total += box.size();
            boxes.putLast(recipient, box);
        }
        while (total > totalMax
                || !boxes.isEmpty() && boxes.firstEntry().getValue().isOlderThan(oldest)) {
            total -= boxes.pollFirstEntry().getValue().size();
        }
    }

    @Override
    public synchronized Held heldFor(AccountId recipient, RoomId room) {
        HeldBox box = boxes.get(recipient);
        if (box == null) {
            return Held.NOTHING;
        }
        total -= box.size();
        box.dropOlderThan(clock.instant().minus(AGE_MAX));
        total += box.size();
        return box.heldFor(room);
    }

    @Override
    public synchronized void release(AccountId recipient, RoomId room, Sequence upTo) {
        HeldBox box = boxes.get(recipient);
        if (box == null) {
            return;
        }
        total -= box.size();
        box.release(room, upTo);
        total += box.size();
        if (box.isEmpty()) {
            boxes.remove(recipient);
        }
    }
}
