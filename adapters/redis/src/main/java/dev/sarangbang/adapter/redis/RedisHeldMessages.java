package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What waits for people: for each account a hash of entries and a sorted set of the order in which they came. Every recipient has a
 * copy of their own, about 400 bytes and the text; at most {@link #ENTRIES_MAX} of them, none for longer than {@link #AGE_MAX}
 * after the newest.
 *
 * <p>A lost Redis is noticed by the {@linkplain Generation mark} that went with it. For as long as lost entries could have been
 * held, {@link #AGE_MAX}, whatever is held first for someone in a room is then {@link Held#truncated}: something may have gone
 * before it. Until the mark is set again, nothing is held and nothing is given back.
 */
final class RedisHeldMessages implements HeldMessages {

    private static final String KEPT_MILLIS = Long.toString(AGE_MAX.toMillis());

    /** A node sets the mark within one round trip of finding none; more in a row is Redis losing its data again and again. */
    private static final int TRIES_MAX = 3;

    private static final String UNMARKED = "unmarked";

    private final Redis redis;
    private final Keys keys;
    private final Generation generation;
    private final InstantSource clock;

    RedisHeldMessages(Redis redis, Keys keys, Generation generation, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.generation = generation;
        this.clock = clock;
    }

    @Override
    public void hold(Collection<AccountId> recipients, Entry entry) {
        if (recipients.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<String> touched = new ArrayList<>();
        touched.add(keys.generation());
        for (AccountId recipient : recipients) {
            touched.add(keys.held(recipient));
            touched.add(keys.heldOrder(recipient));
        }
        List<String> arguments = List.of(
                Long.toString(entry.room().value()),
                Long.toString(entry.sequence().value()),
                Codec.ENTRY.toText(entry),
                millis(now),
                millis(now.minus(AGE_MAX)),
                Integer.toString(ENTRIES_MAX),
                KEPT_MILLIS);
        inThisLife(Script.HOLD, touched, arguments);
    }

    @Override
    public Held heldFor(AccountId recipient, RoomId room) {
        List<?> answer = (List<?>) inThisLife(
                Script.HELD,
                List.of(keys.generation(), keys.held(recipient), keys.heldOrder(recipient)),
                List.of(Long.toString(room.value())));
        boolean truncated = answer.get(0).equals(1L);
        List<Entry> entries = new ArrayList<>(answer.size() - 1);
        for (Object stored : answer.subList(1, answer.size())) {
            String text = (String) stored;
            entries.add(Codec.ENTRY.fromText(text.substring(text.indexOf(' ') + 1)));
        }
        entries.sort(Comparator.comparing(Entry::sequence));
        return new Held(entries, truncated);
    }

    @Override
    public void release(AccountId recipient, RoomId room, Sequence upTo) {
        redis.run(
                Script.RELEASE,
                List.of(keys.held(recipient), keys.heldOrder(recipient)),
                List.of(Long.toString(room.value()), Long.toString(upTo.value())));
    }

    /** Runs a script that does nothing while there is no mark, and sees to it that there is one. */
    private Object inThisLife(Script script, List<String> touched, List<String> arguments) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Object answer = redis.run(script, touched, arguments);
            if (!answer.equals(UNMARKED)) {
                return answer;
            }
            generation.look();
        }
        throw new PortException.Unavailable("Redis loses what it is told");
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
