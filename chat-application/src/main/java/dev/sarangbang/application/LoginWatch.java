package dev.sarangbang.application;

import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends connections whose login is over. That someone has logged out is told to every node, but what is told may be lost; the
 * truth is where the logins are kept.
 */
final class LoginWatch {

    private final LoginSessions sessions;
    private final LiveConnections connections;
    private final Surroundings surroundings;
    private final Meter meter;

    LoginWatch(LoginSessions sessions, LiveConnections connections, Surroundings surroundings, Meter meter) {
        this.sessions = sessions;
        this.connections = connections;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    /** Ends {@code connection} if its login is known to be over. From before this is called it hears of a logout. */
    void check(LiveConnection connection) {
        check(List.of(connection));
    }

    /** The same for all connections. */
    void checkAll() {
        check(connections.all());
    }

    /** Ends connections whose time is up. Asks nobody. */
    void endExpired() {
        Instant now = surroundings.clock().instant();
        for (LiveConnection connection : connections.all()) {
            if (!now.isBefore(connection.loginEnds())) {
                end(connection);
            }
        }
    }

    /** Removes what expired. */
    void sweep() {
        sessions.sweep(surroundings.clock().instant());
    }

    private void check(Iterable<LiveConnection> checked) {
        Map<SessionKey, Optional<Instant>> ends = new HashMap<>();
        try {
            for (LiveConnection connection : checked) {
                ends.computeIfAbsent(connection.who().session(), this::endOf)
                        .ifPresentOrElse(connection::loginEnds, () -> end(connection));
            }
        } catch (PortException e) {
            // Whoever it is stays until it is known that they may not.
            meter.degraded("logins", e);
        }
    }

    /** When a login ends as it is used now, to be connected being a use; empty if it is over. */
    private Optional<Instant> endOf(SessionKey key) {
        Instant now = surroundings.clock().instant();
        return sessions.find(key, now)
                .map(session -> LoginUse.extension(session, now)
                        .map(until -> {
                            sessions.extend(key, until);
                            return until;
                        })
                        .orElse(session.expiresAt()));
    }

    private static void end(LiveConnection connection) {
        connection.device().end(Device.Ending.SESSION_ENDED);
    }
}
