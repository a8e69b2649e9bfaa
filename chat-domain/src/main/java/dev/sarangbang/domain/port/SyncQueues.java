package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;

/**
 * One queue for each recipient, through which every node that has a connection of theirs hears what is meant for them. Carries
 * hints: nothing that is sent here is the only copy.
 *
 * <p>An instance is one node's end. What an implementation promises:
 *
 * <ol>
 *   <li>{@code Q1} While nothing fails, a delivery reaches every node, this one included, that had opened the queue of at least
 *       one of its recipients before it was published: once, naming those recipients whose queues that node has open and no
 *       others.
 *   <li>{@code Q2} While nothing fails, what one thread publishes is heard in that order.
 *   <li>{@code Q3} Once {@link #close} has returned, nothing published later is heard for that recipient.
 *   <li>{@code Q4} {@link #publish} waits for no broker and no network, and throws nothing because of them or because of a
 *       listener: what cannot be passed on is lost. (It may call listeners itself, before it returns.)
 *   <li>{@code Q5} When deliveries may have been lost, because a connection broke, a buffer overflowed or a queue took longer to
 *       open than {@link #open} waits, the listener is told by {@link Listener#interrupted} once deliveries flow again: for one
 *       recipient, where nobody else can have missed anything.
 *   <li>{@code Q6} A listener that throws does not keep other nodes from hearing, nor itself from hearing what comes next.
 * </ol>
 *
 * <p>Methods may be called from any thread.
 */
public interface SyncQueues {

    /** Begins to hear what comes for the queues this node opens. Called once, before anything is opened. */
    void listen(Listener listener);

    /** Opens this node's end of a recipient's queue, and waits for that, but not long. To open an open one is no error. */
    void open(AccountId recipient);

    /** Closes this node's end of a recipient's queue. To close a closed one is no error. */
    void close(AccountId recipient);

    /** Sends a notice to all its recipients' queues. */
    void publish(Delivery delivery);

    /**
     * Hears what comes for this node. Called on threads of the adapter's choosing, of which the publisher's may be one, and
     * by several at once; so it returns quickly, and does not publish before it has.
     */
    interface Listener {

        /** Something came. */
        void delivered(Delivery delivery);

        /** Something may have been missed, for any recipient. */
        void interrupted();

        /** Something may have been missed, for this recipient alone. */
        void interrupted(AccountId recipient);
    }
}
