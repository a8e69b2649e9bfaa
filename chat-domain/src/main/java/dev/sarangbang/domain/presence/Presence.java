package dev.sarangbang.domain.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether someone is here, and when they were last seen.
 *
 * @param lastActiveAt the last sign of life; empty for someone who never connected
 */
public record Presence(Status status, Optional<Instant> lastActiveAt) {

    /** Somebody of whom nothing is known. */
    public static final Presence NEVER_SEEN = new Presence(Status.OFFLINE, Optional.empty());

    /** Whether at least one connection is alive. */
    public enum Status {
        ONLINE,
        OFFLINE
    }

    /** Whether at least one connection is alive. */
    public boolean isOnline() {
        return status == Status.ONLINE;
    }
}
