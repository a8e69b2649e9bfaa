package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One node's end of an {@link InMemorySyncHub}. */
public final class InMemorySyncQueues implements SyncQueues {

    private static final System.Logger LOG = System.getLogger(InMemorySyncQueues.class.getName());

    private final InMemorySyncHub hub;
    private final Set<AccountId> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Listener listener;

    InMemorySyncQueues(InMemorySyncHub hub) {
        this.hub = hub;
    }

    @Override
    public void listen(Listener newListener) {
        if (listener != null) {
            throw new IllegalStateException("a node listens once");
        }
        listener = newListener;
    }

    @Override
    public void open(AccountId recipient) {
        open.add(recipient);
    }

    @Override
    public void close(AccountId recipient) {
        open.remove(recipient);
    }

    @Override
    public void publish(Delivery delivery) {
        hub.publish(delivery);
    }

    /** Takes this node off the hub, as when its process ends: it hears nothing published later. */
    public void leave() {
        hub.leave(this);
    }

    void hear(Delivery delivery) {
        Listener here = listener;
        Delivery ours = ofOurs(delivery);
        if (here == null || ours.recipients().isEmpty()) {
            return;
        }
        try {
            here.delivered(ours);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The listener failed; the next delivery may do better.", e);
        }
    }

    /** The same object if all recipients' queues are open here: the common case on a single node costs nothing. */
    private Delivery ofOurs(Delivery delivery) {
        Set<AccountId> recipients = delivery.recipients();
        if (open.containsAll(recipients)) {
            return delivery;
        }
        return new Delivery(
                recipients.stream().filter(open::contains).collect(Collectors.toUnmodifiableSet()), delivery.notice());
    }
}
