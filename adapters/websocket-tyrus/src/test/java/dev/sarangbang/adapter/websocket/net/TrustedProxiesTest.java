package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.http.Headers;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String OURS = "10.0.0.0/8,fd00::/8";

    private static TrustedProxies proxies(TrustedProxies.Header header) {
        Set<Cidr> networks = Arrays.stream(OURS.split(","))
                .map(each -> Cidr.parse(each).orElseThrow())
                .collect(Collectors.toSet());
        return new TrustedProxies(networks, header);
    }

    private static InetAddress address(String text) {
        return Cidr.address(text).orElseThrow();
    }

    private static String client(TrustedProxies.Header header, String peer, String name, String value) {
        Headers headers = Headers.of(List.of(Map.entry(name, value)));
        return proxies(header).clientOf(address(peer), headers).getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.0.0.1 | 203.0.113.7 | 203.0.113.7
                    10.0.0.1 | 198.51.100.1, 203.0.113.7 | 203.0.113.7
                    10.0.0.1 | 203.0.113.7, 10.1.2.3 | 203.0.113.7
                    10.0.0.1 | 203.0.113.7, 10.1.2.3, 10.4.5.6 | 203.0.113.7
                    10.0.0.1 | 10.9.9.9 | 10.9.9.9
                    10.0.0.1 | nonsense, 203.0.113.7 | 203.0.113.7
                    10.0.0.1 | 203.0.113.7, nonsense | 10.0.0.1
                    10.0.0.1 | localhost | 10.0.0.1
                    10.0.0.1 | 2001:db8::1 | 2001:db8:0:0:0:0:0:1
                    fd00::1  | 203.0.113.7 | 203.0.113.7
                    203.0.113.9 | 198.51.100.1 | 203.0.113.9
                    127.0.0.1 | 198.51.100.1 | 127.0.0.1
                    """)
    void the_last_address_that_a_proxy_of_ours_saw_is_the_client(String peer, String header, String client) {
        assertThat(client(TrustedProxies.Header.X_FORWARDED_FOR, peer, "X-Forwarded-For", header))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    for=203.0.113.7 | 203.0.113.7
                    for=203.0.113.7;proto=https | 203.0.113.7
                    proto=https;FOR="203.0.113.7:4711" | 203.0.113.7
                    for="[2001:db8::1]:4711" | 2001:db8:0:0:0:0:0:1
                    for=198.51.100.1, for=203.0.113.7 | 203.0.113.7
                    for=unknown | 10.0.0.1
                    for=_hidden | 10.0.0.1
                    by=203.0.113.7 | 10.0.0.1
                    """)
    void the_header_of_rfc_7239_is_read_if_that_is_what_they_write(String header, String client) {
        assertThat(client(TrustedProxies.Header.FORWARDED, "10.0.0.1", "Forwarded", header))
                .isEqualTo(client);
    }

    /** A proxy that writes one passes the other on as a stranger sent it. */
    @Test
    void the_header_that_they_do_not_write_is_not_believed() {
        assertThat(client(TrustedProxies.Header.X_FORWARDED_FOR, "10.0.0.1", "Forwarded", "for=203.0.113.7"))
                .isEqualTo("10.0.0.1");
        assertThat(client(TrustedProxies.Header.FORWARDED, "10.0.0.1", "X-Forwarded-For", "203.0.113.7"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void who_trusts_nobody_believes_nobody() {
        Headers headers = Headers.of(List.of(Map.entry("X-Forwarded-For", "203.0.113.7")));
        assertThat(TrustedProxies.NONE.clientOf(address("10.0.0.1"), headers)).isEqualTo(address("10.0.0.1"));
    }

    @Test
    void an_endless_list_is_read_so_far_only() {
        String list = "203.0.113.7" + ", 10.0.0.2".repeat(1_000);
        assertThat(client(TrustedProxies.Header.X_FORWARDED_FOR, "10.0.0.1", "X-Forwarded-For", list))
                .isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0/8",
                "::/129",
                "localhost",
                "10.0.0.0/8/8",
                "/8"
            })
    void what_is_no_network_is_not_taken_for_one(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void a_network_has_the_addresses_that_begin_like_it() {
        Cidr odd = Cidr.parse("192.168.4.0/22").orElseThrow();
        assertThat(odd.contains(address("192.168.7.255"))).isTrue();
        assertThat(odd.contains(address("192.168.8.0"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").orElseThrow().contains(address("203.0.113.7")))
                .isTrue();
        assertThat(Cidr.parse("0.0.0.0/0").orElseThrow().contains(address("2001:db8::1")))
                .isFalse();
        assertThat(Cidr.parse("203.0.113.7").orElseThrow().contains(address("203.0.113.8")))
                .isFalse();
    }
}
