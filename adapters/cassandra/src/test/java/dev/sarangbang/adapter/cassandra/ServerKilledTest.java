package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.testing.servers.CassandraServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was acknowledged is there after the server was killed while it was written to: the deployment that is documented syncs first. */
class ServerKilledTest {

    private static final int ACKNOWLEDGED = 60;

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    @Test
    void nothing_acknowledged_is_lost_when_the_server_is_killed_and_what_was_only_claimed_is_missed() {
        try (Talk honest = Talk.honest(open.here().roomLog());
                Talk lying = Talk.lying(open.here().roomLog())) {
            Eventually.await(
                    "they talk", () -> honest.acknowledged() >= ACKNOWLEDGED && lying.acknowledged() >= ACKNOWLEDGED);
            CassandraServer.shared().kill();
            Eventually.await("they notice", () -> honest.failures() > 0 && lying.failures() > 0);
            honest.stop();
            lying.stop();

            CassandraStore store = restarted();
            assertThat(honest.missingIn(store.roomLog())).isEmpty();
            // The check would find a store that acknowledges too early.
            assertThat(lying.missingIn(store.roomLog())).isNotEmpty();
        }
    }

    private CassandraStore restarted() {
        CassandraServer.shared(); // starts it again
        return open.another();
    }
}
