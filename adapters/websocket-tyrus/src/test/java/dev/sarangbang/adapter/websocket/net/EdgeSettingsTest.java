package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {

    private static final InetSocketAddress HERE = InetSocketAddress.createUnresolved("localhost", 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example/",
                "https://CHAT.example",
                "chat.example",
                "ftp://chat.example",
                "https://u@chat.example",
                "https://chat.example?x",
                "null",
                "*"
            })
    void what_is_not_an_origin_is_refused(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> EdgeSettings.at(HERE, Set.of(origin)));
    }

    @Test
    void http_and_https_do_not_go_together() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdgeSettings.at(HERE, Set.of("https://chat.example", "http://chat.example")));
    }

    @Test
    void origins_tell_whether_browsers_come_over_https() {
        assertThat(EdgeSettings.at(HERE, Set.of("https://chat.example", "https://chat.example:8443"))
                        .https())
                .isTrue();
        assertThat(EdgeSettings.at(HERE, Set.of("http://chat.example")).https()).isFalse();
        assertThat(EdgeSettings.at(HERE, Set.of()).https()).isFalse();
    }

    @Test
    void counts_are_at_least_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeSettings(HERE, Set.of(), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeSettings(HERE, Set.of(), 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeSettings(HERE, Set.of(), 1, 1, 0, TrustedProxies.NONE, Optional.empty()));
    }
}
