package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.Channel;
import dev.sarangbang.domain.account.AccountId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the bindings of this node's queue into line with the accounts whose queues are open. Whoever changes that set touches the
 * account; one thread looks at the touched ones and binds or unbinds as the set has it by then, many at a time. So it does not matter
 * in which order things happen, and a storm of people coming back costs few round trips.
 */
final class Bindings {

    private final Set<AccountId> open;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingTouched = lock.newCondition();

    /** What is to be looked at, and who waits for that. Guarded by the lock; no larger than the accounts that there are here. */
    private final Map<AccountId, CompletableFuture<Void>> touched = new LinkedHashMap<>();

    /** Whether there is a queue to bind. Guarded by the lock. */
    private boolean hasQueue;

    /** {@code open} changes under the hands of this one. */
    Bindings(Set<AccountId> open) {
        this.open = open;
    }

    /** Has an account looked at. Complete once the broker has done what there was to do, or there is no queue any more. */
    CompletableFuture<Void> touch(AccountId account) {
        lock.lock();
        try {
            if (!hasQueue) {
                return CompletableFuture.completedFuture(null); // a queue begins with looking at all
            }
            var settled = touched.computeIfAbsent(account, ignored -> new CompletableFuture<>());
            somethingTouched.signal();
            return settled;
        } finally {
            lock.unlock();
        }
    }

    /** A queue that is bound to what is open right now. From here on {@link OfQueue#settle} keeps it so. */
    OfQueue bindAll(Channel channel, String queue) throws IOException {
        lock.lock();
        try {
            hasQueue = true;
        } finally {
            lock.unlock();
        }
        var bindings = new OfQueue(channel, queue);
        bindings.bindSome(List.of(Broker.EVERYONE));
        bindings.bind(List.copyOf(open));
        return bindings;
    }

    /** There is no queue any more. */
    void release() {
        lock.lock();
        try {
            hasQueue = false;
            touched.values().forEach(settled -> settled.complete(null));
            touched.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The bindings of one queue. Used by one thread. */
    final class OfQueue {
        private final Channel channel;
        private final String queue;
        private final Set<AccountId> bound = new HashSet<>();

        private OfQueue(Channel channel, String queue) {
            this.channel = channel;
            this.queue = queue;
        }

        /** Waits for something to do, so long at most, and does it. */
        void settle(long nanosMax) throws IOException, InterruptedException {
            Map<AccountId, CompletableFuture<Void>> changes = take(nanosMax);
            List<AccountId> fresh = changes.keySet().stream()
                    .filter(account -> open.contains(account) && !bound.contains(account))
                    .toList();
            try {
                bind(fresh);
                unbind(changes.keySet());
            } finally {
                changes.values().forEach(settled -> settled.complete(null));
            }
        }

        private Map<AccountId, CompletableFuture<Void>> take(long nanosMax) throws InterruptedException {
            lock.lock();
            try {
                long left = nanosMax;
                while (touched.isEmpty() && left > 0) {
                    left = somethingTouched.awaitNanos(left);
                }
                Map<AccountId, CompletableFuture<Void>> taken = new LinkedHashMap<>(touched);
                touched.clear();
                return taken;
            } finally {
                lock.unlock();
            }
        }

        private void bind(List<AccountId> accounts) throws IOException {
            for (int from = 0; from < accounts.size(); from += RabbitMqLimits.BINDINGS_AT_ONCE_MAX) {
                int to = Math.min(from + RabbitMqLimits.BINDINGS_AT_ONCE_MAX, accounts.size());
                List<AccountId> some = accounts.subList(from, to);
                bindSome(some.stream().map(Message::routingKey).toList());
                bound.addAll(some);
            }
        }

        /** The broker does things in order: when it has answered the last, all are done. */
        private void bindSome(List<String> keys) throws IOException {
            for (int i = 0; i < keys.size(); i++) {
                if (i < keys.size() - 1) {
                    channel.queueBindNoWait(queue, Broker.EXCHANGE, keys.get(i), Map.of());
                } else {
                    channel.queueBind(queue, Broker.EXCHANGE, keys.get(i));
                }
            }
        }

        /** There is no hurry, and each has to be waited for: so a few now, and the others when nobody wants to be bound. */
        private void unbind(Set<AccountId> candidates) throws IOException {
            List<AccountId> stale = new ArrayList<>();
            for (AccountId account : candidates) {
                if (bound.contains(account) && !open.contains(account)) {
                    stale.add(account);
                }
            }
            int now = Math.min(stale.size(), RabbitMqLimits.UNBINDINGS_AT_ONCE_MAX);
            for (AccountId account : stale.subList(0, now)) {
                channel.queueUnbind(queue, Broker.EXCHANGE, Message.routingKey(account));
                bound.remove(account);
            }
            for (AccountId later : stale.subList(now, stale.size())) {
                var unused = touch(later);
            }
        }
    }
}
