package dev.sarangbang.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.http.Headers;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.Routes;
import dev.sarangbang.bootstrap.metrics.Registry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {

    private final Routes routes = routes();

    private static Routes routes() {
        try (var registry = new Registry()) {
            return new Desk(new Readiness(List.of(), () -> true), registry, Optional.empty())
                    .on(Routes.otherwise(request -> HttpResponse.empty(204)));
        }
    }

    /** An orchestrator that is told to come back later takes the server for dead. */
    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/metrics"})
    void who_looks_after_the_server_is_answered_however_busy_it_is(String path) {
        assertThat(routes.isAlwaysAnswered(get(path))).isTrue();
        assertThat(routes.answer(get(path)).status()).isEqualTo(200);
    }

    @Test
    void nobody_else_is() {
        assertThat(routes.isAlwaysAnswered(get("/api/sessions/current"))).isFalse();
        assertThat(routes.isAlwaysAnswered(get("/healthz/"))).isFalse();
    }

    private static HttpRequest get(String path) {
        return new HttpRequest("GET", path, Headers.of(List.of()), new byte[0], InetAddress.getLoopbackAddress());
    }
}
