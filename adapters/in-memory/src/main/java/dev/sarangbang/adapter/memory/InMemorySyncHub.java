package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Joins the nodes of one process: one in a server that is a single process, several in tests of many nodes.
 *
 * <p>A delivery is handed to the listeners of all nodes on the thread that publishes it, one after the other, before {@link
 * SyncQueues#publish} returns. So nothing is buffered, and nothing can be lost: {@link SyncQueues.Listener#interrupted} is
 * never called.
 */
public final class InMemorySyncHub {

    private final List<InMemorySyncQueues> nodes = new CopyOnWriteArrayList<>();

    /** Another node's end. */
    public InMemorySyncQueues node() {
        var node = new InMemorySyncQueues(this);
        nodes.add(node);
        return node;
    }

    void leave(InMemorySyncQueues node) {
        nodes.remove(node);
    }

    void publish(Delivery delivery) {
        for (InMemorySyncQueues node : nodes) {
            node.hear(delivery);
        }
    }
}
