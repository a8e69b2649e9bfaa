package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.SyncQueues;

/** Queues of which the next that is closed is closed, after something else has happened, and nobody hears that it was. */
final class ClosesUnanswered implements SyncQueues {

    private final SyncQueues real;
    Runnable whileClosing = () -> {};
    private boolean unanswered = true;

    ClosesUnanswered(SyncQueues real) {
        this.real = real;
    }

    @Override
    public void listen(Listener listener) {
        real.listen(listener);
    }

    @Override
    public void open(AccountId recipient) {
        real.open(recipient);
    }

    @Override
    public void close(AccountId recipient) {
        if (unanswered) {
            unanswered = false;
            whileClosing.run();
            real.close(recipient);
            throw new PortException.Unavailable("closed, perhaps");
        }
        real.close(recipient);
    }

    @Override
    public void publish(Delivery delivery) {
        real.publish(delivery);
    }
}
