package dev.sarangbang.application;

import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Refused;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A draft on its way through a lane, and whom to tell what came of it. Who was told to wait no longer is told nothing more. Two of
 * them are never equal, even if they look alike.
 */
final class Pending {

    private final Draft draft;
    private final long sinceNanos;
    private final Consumer<? super ChangeOutcome> reply;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private enum State {
        OPEN,
        ANSWERED,
        GIVEN_UP
    }

    Pending(Draft draft, long sinceNanos, Consumer<? super ChangeOutcome> reply) {
        this.draft = draft;
        this.sinceNanos = sinceNanos;
        this.reply = reply;
    }

    Draft draft() {
        return draft;
    }

    /** When it was handed in, by the steady clock. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether {@code entry} bears the name that the author gave this draft. */
    boolean isNamedLike(Entry entry) {
        return entry.author().equals(draft.author()) && entry.clientId().equals(draft.clientId());
    }

    /** Whether both are, to their author, one and the same request. */
    boolean isNamedLike(Pending other) {
        return other.draft.author().equals(draft.author())
                && other.draft.clientId().equals(draft.clientId());
    }

    /** The answer when {@code entry}, which bears this draft's name, is in the log from before. */
    ChangeOutcome answerFrom(Entry entry) {
        return answerFrom(entry, draft.intent().content(draft.author()));
    }

    /** The answer to whoever wants {@code wanted} under the name that {@code entry} bears already. */
    static ChangeOutcome answerFrom(Entry entry, Content wanted) {
        return entry.content().equals(wanted) ? new Changed(entry) : new Refused(Reason.ID_REUSED);
    }

    /** Answers, unless nobody waits for it any more; says whether somebody did. */
    boolean answer(ChangeOutcome outcome) {
        boolean isWaitedFor =
                state.getAndUpdate(before -> before == State.GIVEN_UP ? before : State.ANSWERED) != State.GIVEN_UP;
        if (isWaitedFor) {
            reply.accept(outcome);
        }
        return isWaitedFor;
    }

    /** Tells whoever has no answer yet to wait no longer; says whether that was so. The draft may still be carried out. */
    boolean giveUp() {
        boolean isFirst = state.compareAndSet(State.OPEN, State.GIVEN_UP);
        if (isFirst) {
            reply.accept(new Unknown());
        }
        return isFirst;
    }
}
