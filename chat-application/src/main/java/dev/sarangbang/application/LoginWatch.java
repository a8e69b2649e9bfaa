package dev.sarangbang.application;

import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
            if (!now.isBefore(connection.who().expiresAt())) {
                end(connection);
            }
        }
    }

    /** Removes what expired. */
    void sweep() {
        sessions.sweep(surroundings.clock().instant());
    }

    private void check(Iterable<LiveConnection> checked) {
        Set<SessionKey> live = new HashSet<>();
        try {
            for (LiveConnection connection : checked) {
                SessionKey session = connection.who().session();
                if (live.contains(session)) {
                    continue;
                }
                if (sessions.find(session, surroundings.clock().instant()).isPresent()) {
                    live.add(session);
                } else {
                    end(connection);
                }
            }
        } catch (PortException e) {
            // Whoever it is stays until it is known that they may not.
            meter.degraded("logins", e);
        }
    }

    private static void end(LiveConnection connection) {
        connection.device().end(Device.Ending.SESSION_ENDED);
    }
}
