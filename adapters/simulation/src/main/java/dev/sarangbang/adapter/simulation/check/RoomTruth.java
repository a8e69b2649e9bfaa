package dev.sarangbang.adapter.simulation.check;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One room as its log makes it, worked out anew and without the code that is judged by it. */
final class RoomTruth {

    private static final int MEMBERS_MAX = 10;

    /** A stay in the room: from the entry by which it began to the one by which it ended. */
    private record Stay(long from, long to) {
        boolean covers(long sequence) {
            return sequence >= from && sequence <= to;
        }
    }

    private final RoomId id;
    private final List<Entry> entries = new ArrayList<>();

    /** Members in the order they came, with the entry by which they did. */
    private final Map<AccountId, Long> members = new LinkedHashMap<>();

    private final Map<AccountId, List<Stay>> past = new LinkedHashMap<>();
    private final Map<AccountId, Long> leftAt = new LinkedHashMap<>();

    RoomTruth(RoomId id) {
        this.id = id;
    }

    /** The next entry of the log. */
    void append(Entry entry, long now) {
        unless(
                entry.sequence().value() == entries.size() + 1,
                Invariant.DENSE,
                () -> entry + " after " + entries.size() + " entries of " + id);
        unless(
                entries.isEmpty()
                        || entry.id().compareTo(entries.get(entries.size() - 1).id()) > 0,
                Invariant.IDS_ASCEND,
                () -> entry + " after " + entries.get(entries.size() - 1));
        long number = messagesUpTo(entries.size()) + (entry.content().isMessage() ? 1 : 0);
        unless(
                entry.messageNumber() == number,
                Invariant.UNREAD_RECOUNTED,
                () -> entry + " is message " + number + " of " + id);
        entries.add(entry);
        apply(entry, now);
        unless(members.size() <= MEMBERS_MAX, Invariant.TEN_AT_MOST, () -> entry + " made " + members.size());
    }

    int size() {
        return entries.size();
    }

    List<Entry> entries() {
        return entries;
    }

    Entry at(long sequence) {
        return entries.get((int) sequence - 1);
    }

    List<AccountId> members() {
        return List.copyOf(members.keySet());
    }

    boolean has(AccountId account) {
        return members.containsKey(account);
    }

    boolean isHost(AccountId account) {
        return !members.isEmpty() && members.keySet().iterator().next().equals(account);
    }

    /** The entry by which {@code account}, a member, came in. */
    long joined(AccountId account) {
        return Objects.requireNonNull(members.get(account));
    }

    boolean wasMemberSince(AccountId account, long time) {
        return has(account) || leftAt.getOrDefault(account, Long.MIN_VALUE) >= time;
    }

    boolean isStayFrom(AccountId account, long joined) {
        return has(account) && joined(account) == joined
                || past.getOrDefault(account, List.of()).stream().anyMatch(stay -> stay.from() == joined);
    }

    /** Whether the entry there is for {@code account} to see. */
    boolean shows(AccountId account, long sequence) {
        boolean now = has(account) && sequence >= joined(account);
        return now || past.getOrDefault(account, List.of()).stream().anyMatch(stay -> stay.covers(sequence));
    }

    /** The newest entry of {@code author} up to {@code upTo}, or 0. */
    long lastBy(AccountId author, long upTo) {
        for (long at = Math.min(upTo, size()); at > 0; at--) {
            if (at(at).author().equals(author)) {
                return at;
            }
        }
        return 0;
    }

    /** How many messages of others there are after {@code read}, up to {@code head}. */
    long unread(AccountId reader, long read, long head) {
        long count = 0;
        for (long at = read + 1; at <= head; at++) {
            Entry entry = at(at);
            count += entry.content().isMessage() && !entry.author().equals(reader) ? 1 : 0;
        }
        return count;
    }

    private long messagesUpTo(int place) {
        return place == 0 ? 0 : entries.get(place - 1).messageNumber();
    }

    private void apply(Entry entry, long now) {
        AccountId author = entry.author();
        long here = entry.sequence().value();
        if (here == 1) {
            authorised(entry.content() instanceof Content.RoomCreated, entry);
            members.put(author, here);
            return;
        }
        switch (entry.content()) {
            case Content.RoomCreated ignored -> authorised(false, entry);
            case Content.MemberJoined(var member) -> {
                authorised(author.equals(member) || has(author), entry);
                authorised(!has(member) && !members.isEmpty(), entry);
                members.put(member, here);
            }
            case Content.MemberLeft ignored -> {
                authorised(has(author), entry);
                goOut(author, here, now);
            }
            case Content.MemberRemoved(var member) -> {
                authorised(isHost(author) && has(member) && !author.equals(member), entry);
                goOut(member, here, now);
            }
            case Content.InviteRenewed ignored -> authorised(isHost(author), entry);
            case Content.Text(var ignored, var replyTo) ->
                authorised(
                        has(author)
                                && replyTo.map(place -> sees(author, place.value()))
                                        .orElse(true),
                        entry);
            case Content.TextEdited(var message, var ignored) -> authorised(owns(author, message.value()), entry);
            case Content.TextDeleted(var message) -> authorised(owns(author, message.value()), entry);
            case Content.TitleChanged ignored -> authorised(has(author), entry);
        }
    }

    /** Whether there is a message that {@code reader}, who is in the room, was there to hear. */
    private boolean sees(AccountId reader, long place) {
        return has(reader)
                && place >= joined(reader)
                && place <= size()
                && at(place).content().isMessage();
    }

    private boolean owns(AccountId author, long place) {
        return sees(author, place) && at(place).author().equals(author);
    }

    /** How the message at {@code place} reads once the log ends at {@code head}; empty if it is deleted, or is no message. */
    Optional<MessageText> reads(long place, long head) {
        Optional<MessageText> text = at(place).content() instanceof Content.Text(var said, var ignored)
                ? Optional.of(said)
                : Optional.empty();
        for (long at = place + 1; at <= head; at++) {
            switch (at(at).content()) {
                case Content.TextDeleted(var message)
                when message.value() == place -> {
                    return Optional.empty();
                }
                case Content.TextEdited(var message, var next)
                when message.value() == place -> text = Optional.of(next);
                default -> {}
            }
        }
        return text;
    }

    private void authorised(boolean may, Entry entry) {
        unless(may, Invariant.AUTHORISED, () -> entry + " by one of " + members.keySet());
    }

    private void goOut(AccountId account, long here, long now) {
        long from = joined(account);
        members.remove(account);
        past.computeIfAbsent(account, ignored -> new ArrayList<>()).add(new Stay(from, here));
        leftAt.put(account, now);
    }
}
