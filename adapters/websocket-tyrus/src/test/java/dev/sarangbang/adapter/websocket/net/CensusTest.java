package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final int REFUSED = 10_000;

    private final TestEdge.Counts counts = new TestEdge.Counts();
    private final ManualNanos nanos = new ManualNanos();
    private final Census census = census(EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX);

    private Census census(int perAddressMax) {
        return new Census(1_000, perAddressMax, TrustedProxies.NONE, counts, nanos);
    }

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 4_711);
            }
        };
    }

    @Test
    void ten_thousand_connections_of_an_address_too_many_do_not_use_up_a_place() {
        for (int round = 1; round <= 2; round++) {
            List<EmbeddedChannel> seated = new ArrayList<>();
            for (int i = 0; i < EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX; i++) {
                seated.add(from("192.0.2.7"));
                assertThat(census.admit(seated.get(i))).isTrue();
            }
            for (int i = 0; i < REFUSED; i++) {
                EmbeddedChannel refused = from("192.0.2.7");
                assertThat(census.admit(refused)).isFalse();
                refused.close();
            }
            EmbeddedChannel other = from("192.0.2.8");
            assertThat(census.admit(other)).as("another address").isTrue();
            other.close();
            assertThat(counts.refused).hasValue(round * REFUSED);
            assertThat(census.open()).isEqualTo(EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX);
            seated.forEach(EmbeddedChannel::close);
            assertThat(census.open()).isZero();
            nanos.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void an_address_that_many_share_may_be_given_more() {
        Census wide = census(2 * EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX);
        for (int i = 0; i < 2 * EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX; i++) {
            nanos.advance(Duration.ofSeconds(1)); // they come no faster for that
            assertThat(wide.admit(from("192.0.2.7"))).isTrue();
        }
        nanos.advance(Duration.ofSeconds(10));
        assertThat(wide.admit(from("192.0.2.7"))).isFalse();
    }

    @Test
    void a_network_of_ipv6_is_one_address_whatever_its_hosts_are_called() {
        List<EmbeddedChannel> seated = new ArrayList<>();
        for (int i = 0; i < EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX; i++) {
            seated.add(from("2001:db8:1:2::" + Integer.toHexString(i)));
            assertThat(census.admit(seated.get(i))).isTrue();
        }
        nanos.advance(Duration.ofSeconds(10));
        assertThat(census.admit(from("2001:db8:1:2:ffff::1"))).isFalse();
        assertThat(census.admit(from("2001:db8:1:3::1"))).as("another network").isTrue();

        seated.get(0).close();
        assertThat(census.admit(from("2001:db8:1:2:ffff::1"))).isTrue();
    }

    @Test
    void an_address_that_connects_and_goes_again_and_again_has_to_wait() {
        for (int i = 0; i < EdgeLimits.ARRIVALS_PER_ADDRESS_BURST; i++) {
            assertThat(come("192.0.2.7")).isTrue();
        }
        assertThat(come("192.0.2.7")).isFalse();
        assertThat(come("192.0.2.8")).as("another address").isTrue();

        nanos.advance(TokenBucket.perSecond(EdgeLimits.ARRIVALS_PER_ADDRESS_PER_SECOND));
        assertThat(come("192.0.2.7")).isTrue();
        assertThat(come("192.0.2.7")).isFalse();
        assertThat(census.open()).isZero();
    }

    private boolean come(String address) {
        EmbeddedChannel channel = from(address);
        boolean admitted = census.admit(channel);
        channel.close();
        return admitted;
    }

    @Test
    void this_machine_has_as_many_as_it_likes() {
        for (int i = 0; i < 2 * EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX; i++) {
            assertThat(census.admit(from("127.0.0.1"))).isTrue();
            assertThat(census.admit(from("::1"))).isTrue();
        }
    }
}
