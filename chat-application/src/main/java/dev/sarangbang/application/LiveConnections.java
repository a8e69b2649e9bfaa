package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The devices connected to this node, by whose they are. */
final class LiveConnections {

    private final Map<AccountId, List<LiveConnection>> byAccount = new ConcurrentHashMap<>();

    void add(LiveConnection connection) {
        byAccount.merge(connection.account(), List.of(connection), LiveConnections::joined);
    }

    /** Removes the connection; false if it was not there any more. */
    boolean remove(LiveConnection connection) {
        boolean[] removed = new boolean[1];
        byAccount.computeIfPresent(connection.account(), (ignored, here) -> {
            List<LiveConnection> left =
                    here.stream().filter(other -> other != connection).toList();
            removed[0] = left.size() < here.size();
            return left.isEmpty() ? null : left;
        });
        return removed[0];
    }

    List<LiveConnection> of(AccountId account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** Whether {@code connection} has been added and not removed. */
    boolean hold(LiveConnection connection) {
        return of(connection.account()).contains(connection);
    }

    boolean has(AccountId account) {
        return byAccount.containsKey(account);
    }

    /** Every connection, as of about now. */
    Collection<LiveConnection> all() {
        List<LiveConnection> all = new ArrayList<>();
        byAccount.values().forEach(all::addAll);
        return all;
    }

    int accounts() {
        return byAccount.size();
    }

    private static List<LiveConnection> joined(List<LiveConnection> a, List<LiveConnection> b) {
        List<LiveConnection> both = new ArrayList<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }
}
