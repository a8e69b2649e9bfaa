package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Joins nodes, and can fail: what is published meanwhile is lost, and all are told afterwards. Right, but open to be spoiled. */
class FakeBroker {

    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    SyncQueues node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    void fail() {
        down = true;
    }

    void recover() {
        comeBack();
        tellOfTheOutage();
    }

    final void comeBack() {
        down = false;
    }

    final void tellOfTheOutage() {
        nodes.stream().flatMap(node -> node.listener().stream()).forEach(SyncQueues.Listener::interrupted);
    }

    final boolean isDown() {
        return down;
    }

    void publish(Delivery delivery) {
        if (down) {
            return;
        }
        for (Node node : nodes) {
            Set<AccountId> recipients = new HashSet<>(delivery.recipients());
            recipients.retainAll(node.open);
            if (!recipients.isEmpty()) {
                node.listener().ifPresent(listener -> pass(listener, delivery, recipients));
            }
        }
    }

    void pass(SyncQueues.Listener listener, Delivery delivery, Set<AccountId> recipients) {
        try {
            listener.delivered(new Delivery(recipients, delivery.notice()));
        } catch (RuntimeException ignored) {
            // the next delivery may do better
        }
    }

    void close(Set<AccountId> open, AccountId recipient) {
        open.remove(recipient);
    }

    private final class Node implements SyncQueues {
        private final Set<AccountId> open = ConcurrentHashMap.newKeySet();
        private volatile @Nullable Listener listener;

        @Override
        public void listen(Listener newListener) {
            listener = newListener;
        }

        @Override
        public void open(AccountId recipient) {
            open.add(recipient);
        }

        @Override
        public void close(AccountId recipient) {
            FakeBroker.this.close(open, recipient);
        }

        @Override
        public void publish(Delivery delivery) {
            FakeBroker.this.publish(delivery);
        }

        Optional<Listener> listener() {
            return Optional.ofNullable(listener);
        }
    }
}
