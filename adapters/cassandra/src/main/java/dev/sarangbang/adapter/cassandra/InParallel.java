package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.domain.port.PortException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks for many things at once that lie on different nodes. */
final class InParallel {

    /** More than a cluster answers sooner. */
    private static final int AT_ONCE_MAX = 64;

    private InParallel() {}

    /** What {@code read} finds for each of {@code keys}. Throws what any of them threw. */
    static <K, V> Map<K, V> map(Collection<K> keys, Function<K, Optional<V>> read) {
        Map<K, V> found = new HashMap<>();
        if (keys.size() <= 1) {
            keys.forEach(key -> read.apply(key).ifPresent(value -> found.put(key, value)));
            return found;
        }
        Semaphore turn = new Semaphore(AT_ONCE_MAX);
        Map<K, Future<Optional<V>>> asked = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (K key : new LinkedHashSet<>(keys)) {
                turn.acquire();
                asked.put(key, threads.submit(inTurn(turn, () -> read.apply(key))));
            }
            for (Map.Entry<K, Future<Optional<V>>> entry : asked.entrySet()) {
                entry.getValue().get().ifPresent(value -> found.put(entry.getKey(), value));
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("interrupted while waiting for Cassandra", e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static <T> Callable<T> inTurn(Semaphore turn, Callable<T> task) {
        return () -> {
            try {
                return task.call();
            } finally {
                turn.release();
            }
        };
    }

    /** As if it had happened here, so that the trace leads to both places. */
    private static RuntimeException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case PortException.Unavailable cause ->
                new PortException.Unavailable(String.valueOf(cause.getMessage()), e);
            case PortException.Corrupt cause -> new PortException.Corrupt(String.valueOf(cause.getMessage()), e);
            case null, default -> new IllegalStateException("a bug came to light while Cassandra was read", e);
        };
    }
}
