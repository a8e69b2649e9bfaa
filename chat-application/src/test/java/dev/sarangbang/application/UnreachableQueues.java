package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.Optional;

/** Queues whose broker is gone: nothing comes, and what is published is lost. */
final class UnreachableQueues implements SyncQueues {

    private Optional<Listener> listener = Optional.empty();
    private boolean failing;

    /** From now on, to open a queue fails too. */
    UnreachableQueues failing() {
        failing = true;
        return this;
    }

    /** What tells the node when the broker is back. */
    Listener listener() {
        return listener.orElseThrow();
    }

    @Override
    public void listen(Listener newListener) {
        listener = Optional.of(newListener);
    }

    @Override
    public void open(AccountId recipient) {
        if (failing) {
            throw new PortException.Unavailable("no broker");
        }
    }

    @Override
    public void close(AccountId recipient) {
        // It is.
    }

    @Override
    public void publish(Delivery delivery) {
        // Lost.
    }
}
