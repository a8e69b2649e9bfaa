package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.presence.Presence;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the devices connected to this node were told of who is here, so that it can be put right when it was wrong or is so no longer:
 * the board may have been empty when somebody opened a room, and what is published later may be lost.
 *
 * <p>What all were told is known for each person; what single devices were shown when they opened a room is remembered for two looks at
 * the board. Thread-safe.
 */
final class ToldPresence {

    private final Map<AccountId, Presence.Status> toAll = new ConcurrentHashMap<>();
    private volatile Map<AccountId, Set<Presence.Status>> shown = new ConcurrentHashMap<>();
    private volatile Map<AccountId, Set<Presence.Status>> shownBefore = new ConcurrentHashMap<>();

    /** Everyone here who shares a room with {@code account} is told. */
    void toldAll(AccountId account, Presence.Status status) {
        toAll.put(account, status);
    }

    /**
     * Somebody is shown a room with {@code account} in it. Remembered also if all were told the same: news may overtake this on its way.
     */
    void shown(AccountId account, Presence.Status status) {
        Map<AccountId, Set<Presence.Status>> now = shown;
        if (now.size() < Limits.PRESENCES_SHOWN_MAX || now.containsKey(account)) {
            now.computeIfAbsent(account, ignored -> ConcurrentHashMap.newKeySet())
                    .add(status);
        }
    }

    /** What all were told last, if anything. */
    Optional<Presence.Status> last(AccountId account) {
        return Optional.ofNullable(toAll.get(account));
    }

    /** Whether somebody may have been shown something else than {@code status} lately. */
    boolean wasShownOtherwise(AccountId account, Presence.Status status) {
        return isOtherwise(shown.get(account), status) || isOtherwise(shownBefore.get(account), status);
    }

    /** Another look at the board is over, which saw {@code inView}. Called by one thread at a time. */
    void looked(Set<AccountId> inView) {
        toAll.keySet().retainAll(inView);
        shownBefore = shown;
        shown = new ConcurrentHashMap<>();
    }

    /** Another look at the board was in vain: what is known of those {@code inView} is kept for the next. */
    void lookedInVain(Set<AccountId> inView) {
        toAll.keySet().retainAll(inView);
        Map<AccountId, Set<Presence.Status>> kept = new ConcurrentHashMap<>(shown);
        shownBefore.forEach((account, statuses) -> {
            if (inView.contains(account)) {
                kept.computeIfAbsent(account, ignored -> ConcurrentHashMap.newKeySet())
                        .addAll(statuses);
            }
        });
        shownBefore = kept;
        shown = new ConcurrentHashMap<>();
    }

    /** Of how many people anything is remembered. */
    int size() {
        Set<AccountId> accounts = new HashSet<>(toAll.keySet());
        accounts.addAll(shown.keySet());
        accounts.addAll(shownBefore.keySet());
        return accounts.size();
    }

    private static boolean isOtherwise(@Nullable Set<Presence.Status> shown, Presence.Status status) {
        return shown != null && shown.stream().anyMatch(other -> other != status);
    }
}
