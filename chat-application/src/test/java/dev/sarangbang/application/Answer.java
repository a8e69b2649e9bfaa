package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Refused;
import dev.sarangbang.domain.message.Entry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Waits for the answer to one request, and knows if there was more than one. */
final class Answer implements Consumer<ChangeOutcome> {

    private final List<ChangeOutcome> outcomes = new CopyOnWriteArrayList<>();

    @Override
    public void accept(ChangeOutcome outcome) {
        outcomes.add(outcome);
    }

    boolean isThere() {
        return !outcomes.isEmpty();
    }

    /** The one answer. */
    ChangeOutcome only() {
        assertThat(outcomes).as("answers").hasSize(1);
        return outcomes.get(0);
    }

    /** The entry, for a request that was carried out. */
    Entry entry() {
        assertThat(only()).isInstanceOf(Changed.class);
        return ((Changed) only()).entry();
    }

    void isRefusedWith(Reason reason) {
        assertThat(only()).isEqualTo(new Refused(reason));
    }
}
