package dev.sarangbang.domain.message;

import dev.sarangbang.domain.sync.Sequence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What edits and deletions make of the messages they are about. Every reader of a log folds them in this one way:
 *
 * <p><b>Any deletion is final; else the newest edit, by its place in the log, counts.</b>
 *
 * <p>So the outcome does not depend on the order in which entries are learned of, and whoever knows all entries from some
 * message on knows how it reads now. Collects entries of one room; not thread-safe.
 */
public final class Amendments {

    private final Map<Sequence, Entry> decisive = new HashMap<>();

    /** Takes what {@code entry} says of a message into account, if it says anything. May be repeated, in any order. */
    public void add(Entry entry) {
        switch (entry.content()) {
            case Content.TextEdited(var message, var ignored) -> decisive.merge(message, entry, Amendments::decisive);
            case Content.TextDeleted(var message) -> decisive.merge(message, entry, Amendments::decisive);
            case Content.Text ignored -> {}
            case Content.RoomCreated ignored -> {}
            case Content.MemberJoined ignored -> {}
            case Content.MemberLeft ignored -> {}
            case Content.MemberRemoved ignored -> {}
            case Content.TitleChanged ignored -> {}
            case Content.InviteRenewed ignored -> {}
        }
    }

    /** Whether nothing was said of any message. */
    public boolean isEmpty() {
        return decisive.isEmpty();
    }

    /** How the message that {@code entry} is reads by all that was added; empty if it is deleted, or is no message. */
    public Optional<Message> apply(Entry entry) {
        if (!(entry.content() instanceof Content.Text(var said, var ignored))) {
            return Optional.empty();
        }
        Entry amendment = decisive.get(entry.sequence());
        if (amendment == null) {
            return Optional.of(new Message(entry, said, false));
        }
        return amendment.content() instanceof Content.TextEdited(var ignoredToo, var text)
                ? Optional.of(new Message(entry, text, true))
                : Optional.empty();
    }

    private static Entry decisive(Entry one, Entry other) {
        if (one.content() instanceof Content.TextDeleted) {
            return one;
        }
        return other.content() instanceof Content.TextDeleted
                        || other.sequence().isAfter(one.sequence())
                ? other
                : one;
    }
}
