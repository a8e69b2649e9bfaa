package dev.sarangbang.bootstrap.operations;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.Routes;
import dev.sarangbang.bootstrap.metrics.Registry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers those who run the server: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
public final class Desk {

    private static final String BEARER = "Bearer ";

    private final Readiness readiness;
    private final Registry registry;
    private final Optional<String> metricsToken;

    /**
     * A desk.
     *
     * @param metricsToken what a reader of the metrics has to show; empty if only this machine may read them
     */
    public Desk(Readiness readiness, Registry registry, Optional<String> metricsToken) {
        this.readiness = readiness;
        this.registry = registry;
        this.metricsToken = metricsToken;
    }

    /**
     * {@code routes} and the ones here. They are answered also while requests that wait for a store take all the places: else a store
     * that hangs would make whoever looks after the servers restart them all.
     */
    public Routes on(Routes routes) {
        return routes.andAlways("GET", "/healthz", request -> alive())
                .andAlways("GET", "/readyz", request -> ready())
                .andAlways("GET", "/metrics", this::metrics);
    }

    /** Whoever can answer at all is alive. What it depends on is not asked: a restart here would not mend it. */
    private static HttpResponse alive() {
        return json(200, "{\"status\":\"alive\"}");
    }

    private HttpResponse ready() {
        Readiness.Report report = readiness.report();
        String dependencies =
                report.dependencies().stream().map(Desk::describe).collect(Collectors.joining(",", "{", "}"));
        return json(
                report.isReady() ? 200 : 503,
                "{\"status\":%s,\"stopping\":%b,\"node_number\":%b,\"dependencies\":%s}"
                        .formatted(
                                Json.quote(report.status()),
                                report.stopping(),
                                report.holdsNodeNumber(),
                                dependencies));
    }

    private static String describe(Readiness.Dependency dependency) {
        String health = switch (dependency.health()) {
            case Health.Up() -> "\"status\":\"up\"";
            case Health.Degraded(String reason) -> "\"status\":\"degraded\",\"reason\":" + Json.quote(reason);
            case Health.Down(String reason) -> "\"status\":\"down\",\"reason\":" + Json.quote(reason);
        };
        String ports =
                dependency.ports().stream().map(Port::name).map(Json::quote).collect(Collectors.joining(",", "[", "]"));
        return "%s:{%s,\"ports\":%s}".formatted(Json.quote(dependency.name()), health, ports);
    }

    private HttpResponse metrics(HttpRequest request) {
        if (!mayRead(request)) {
            return HttpResponse.refusal(403, "metrics_refused", "from this machine, or with the token");
        }
        Map<String, String> headers = Map.of("content-type", Registry.CONTENT_TYPE, "cache-control", "no-store");
        return new HttpResponse(200, headers, registry.scrape());
    }

    private boolean mayRead(HttpRequest request) {
        if (metricsToken.isEmpty()) {
            return isFromHere(request);
        }
        byte[] shown = request.headers().one("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] right = (BEARER + metricsToken.get()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(shown, right);
    }

    /** A proxy on this machine also calls from here; but it says for whom. */
    private static boolean isFromHere(HttpRequest request) {
        boolean forSomeoneElse = !request.headers().all("forwarded").isEmpty()
                || !request.headers().all("x-forwarded-for").isEmpty();
        return !forSomeoneElse && request.address().isLoopbackAddress();
    }

    private static HttpResponse json(int status, String body) {
        return HttpResponse.json(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
