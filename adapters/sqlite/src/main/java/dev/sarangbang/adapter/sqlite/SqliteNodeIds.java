package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.port.NodeIds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lends out node numbers. Of the free ones, those never lent come first, then the one that has rested longest: a
 * process that is started again gets a number that no recent one had, and so makes no id twice even if the clock went
 * back meanwhile.
 */
final class SqliteNodeIds implements NodeIds {

    private static final String LAST_FENCE = "SELECT coalesce(max(fence), 0) FROM node_leases";
    private static final String NEVER_LENT = "SELECT coalesce(max(node) + 1, 0) FROM node_leases";
    private static final String RESTED =
            "SELECT node FROM node_leases WHERE expires_at IS NULL OR expires_at <= ? ORDER BY fence LIMIT 1";
    private static final String LEND = "INSERT OR REPLACE INTO node_leases (node, fence, expires_at) VALUES (?, ?, ?)";
    private static final String RENEW = "UPDATE node_leases SET expires_at = max(expires_at, ?)"
            + " WHERE node = ? AND fence = ? AND expires_at IS NOT NULL";
    private static final String RELEASE = "UPDATE node_leases SET expires_at = NULL WHERE node = ? AND fence = ?";

    /** The lender is in this process, and never away; and whoever was killed a thousand times must still be able to start. */
    private static final Duration LEASE_HERE = Duration.ofMinutes(10);

    private final Writer writer;

    SqliteNodeIds(Writer writer) {
        this.writer = writer;
    }

    @Override
    public Optional<NodeLease> acquire(Instant now) {
        return writer.write(session -> {
            Optional<Integer> node = free(session, now);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            long fence = session.first(LAST_FENCE, row -> row.getLong(1)).orElseThrow() + 1;
            session.update(LEND, node.get(), fence, now.plus(LEASE_HERE).toEpochMilli());
            return Optional.of(new NodeLease(node.get(), fence));
        });
    }

    private static Optional<Integer> free(Session session, Instant now) throws SQLException {
        int neverLent = session.first(NEVER_LENT, row -> row.getInt(1)).orElseThrow();
        return neverLent <= SnowflakeLayout.NODE_MAX
                ? Optional.of(neverLent)
                : session.first(RESTED, row -> row.getInt(1), now.toEpochMilli());
    }

    @Override
    public Duration lease() {
        return LEASE_HERE;
    }

    @Override
    public boolean renew(NodeLease lease, Instant now) {
        return writer.write(session ->
                session.update(RENEW, now.plus(LEASE_HERE).toEpochMilli(), lease.node(), lease.fence()) == 1);
    }

    @Override
    public void release(NodeLease lease) {
        writer.write(session -> session.update(RELEASE, lease.node(), lease.fence()));
    }
}
