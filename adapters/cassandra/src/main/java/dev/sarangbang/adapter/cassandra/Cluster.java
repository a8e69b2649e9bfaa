package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.sarangbang.domain.port.PortException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and how it is spoken to. Nothing is left to the driver's defaults that a promise depends on.
 *
 * @param contactPoints nodes that are asked first where the others are; not resolved yet
 * @param datacenter the only one that is spoken to
 * @param user empty if the cluster asks for none
 * @param timeout how long a request may take; a refused one fails sooner
 */
record Cluster(
        List<InetSocketAddress> contactPoints,
        String datacenter,
        String keyspace,
        int replicas,
        Optional<String> user,
        Optional<String> password,
        Duration timeout) {

    /** To this many requests at once the driver gives a turn; as many again for each may wait, and more are refused. */
    private static final int REQUESTS_MAX = 1_024;

    private static final int REQUESTS_WAITING_MAX = 10 * REQUESTS_MAX;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Without passwords: a record would show them. */
    @Override
    public String toString() {
        return "keyspace " + keyspace + " at " + contactPoints;
    }

    /** Connects; fails if no contact point answers. */
    CqlSession connect(@Nullable String sessionKeyspace) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(driverSettings())
                .addContactPoints(contactPoints.stream()
                        .map(address -> new InetSocketAddress(address.getHostString(), address.getPort()))
                        .toList())
                .withLocalDatacenter(datacenter);
        if (user.isPresent()) {
            builder.withAuthCredentials(user.get(), password.orElse(""));
        }
        try {
            return sessionKeyspace == null
                    ? builder.build()
                    : builder.withKeyspace(sessionKeyspace).build();
        } catch (DriverException e) {
            throw new PortException.Unavailable("no connection to Cassandra, " + this + ": " + e.getMessage(), e);
        }
    }

    private DriverConfigLoader driverSettings() {
        return DriverConfigLoader.programmaticBuilder(Cluster.class.getClassLoader())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
                // What is acknowledged is on most replicas, and whoever asks most replicas sees it.
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                // Only statements that say so are sent twice. A conditional batch never is: see CassandraRoomLog.
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                .withString(DefaultDriverOption.RETRY_POLICY_CLASS, "DefaultRetryPolicy")
                .withString(DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS, "NoSpeculativeExecutionPolicy")
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT_MAX)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONNECT_MAX)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, CONNECT_MAX)
                .withString(DefaultDriverOption.RECONNECTION_POLICY_CLASS, "ExponentialReconnectionPolicy")
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, RECONNECT_FIRST)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, RECONNECT_MAX)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, CONNECT_MAX)
                .withString(DefaultDriverOption.REQUEST_THROTTLER_CLASS, "ConcurrencyLimitingRequestThrottler")
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, REQUESTS_MAX)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, REQUESTS_WAITING_MAX)
                .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
                .build();
    }
}
