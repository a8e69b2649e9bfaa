package dev.sarangbang.bootstrap.metrics;

import dev.sarangbang.adapter.websocket.net.CloseCodes;
import dev.sarangbang.adapter.websocket.net.EdgeObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what happens at the edge. Statuses and close codes become labels; a code that a client made up does not. */
public final class EdgeMeter implements EdgeObserver {

    private static final int OTHER_CODE = 0;

    /** What clients may say when they leave, and what we say. */
    private static final Set<Integer> CLOSE_CODES = Set.of(
            CloseCodes.NORMAL,
            1001,
            CloseCodes.PROTOCOL_ERROR,
            CloseCodes.NOT_TEXT,
            1005,
            CloseCodes.CUT,
            1007,
            CloseCodes.TOO_BIG,
            CloseCodes.SERVER_ERROR,
            CloseCodes.RESTART,
            CloseCodes.TOO_SLOW,
            CloseCodes.NO_PONG,
            CloseCodes.RATE_LIMITED,
            CloseCodes.SESSION_ENDED,
            CloseCodes.BAD_REQUESTS,
            CloseCodes.HELLO_EXPECTED);

    private final MeterRegistry registry;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final Counter accepted;
    private final Counter refused;
    private final Counter opened;
    private final Counter received;
    private final Counter frames;
    private final Counter bytes;
    private final Counter dropped;
    private final Map<Integer, Counter> answers = new ConcurrentHashMap<>();
    private final Map<Integer, Counter> handshakes = new ConcurrentHashMap<>();
    private final Map<Integer, Counter> closes = new ConcurrentHashMap<>();

    /** Counts into {@code registry}. */
    public EdgeMeter(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("sarangbang.edge.connections", connections, AtomicInteger::get)
                .description("TCP connections open")
                .register(registry);
        Gauge.builder("sarangbang.edge.sockets", sockets, AtomicInteger::get)
                .description("WebSockets open")
                .register(registry);
        accepted = counter("sarangbang.edge.connections.accepted", "TCP connections accepted");
        refused = counter("sarangbang.edge.connections.refused", "TCP connections closed because there were too many");
        opened = counter("sarangbang.edge.sockets.opened", "WebSockets opened");
        received = counter("sarangbang.edge.messages.received", "Messages that clients sent");
        frames = counter("sarangbang.edge.frames.sent", "Frames handed to the operating system");
        bytes = counter("sarangbang.edge.bytes.sent", "Bytes of those frames");
        dropped = counter("sarangbang.edge.ephemeral.dropped", "Events not sent because their client is behind");
    }

    @Override
    public void connectionAccepted() {
        connections.incrementAndGet();
        accepted.increment();
    }

    @Override
    public void connectionRefused() {
        refused.increment();
    }

    @Override
    public void connectionGone() {
        connections.decrementAndGet();
    }

    @Override
    public void answered(int status) {
        labelled(answers, "sarangbang.edge.requests", "HTTP requests answered", "status", status);
    }

    @Override
    public void handshakeRefused(int status) {
        labelled(handshakes, "sarangbang.edge.handshakes.refused", "WebSocket handshakes refused", "status", status);
    }

    @Override
    public void socketOpened() {
        sockets.incrementAndGet();
        opened.increment();
    }

    @Override
    public void socketClosed(int code) {
        sockets.decrementAndGet();
        int label = CLOSE_CODES.contains(code) ? code : OTHER_CODE;
        labelled(closes, "sarangbang.edge.sockets.closed", "WebSockets closed", "code", label);
    }

    @Override
    public void messageReceived() {
        received.increment();
    }

    @Override
    public void framesSent(int count, long size) {
        frames.increment(count);
        bytes.increment((double) size);
    }

    @Override
    public void ephemeralDropped() {
        dropped.increment();
    }

    private Counter counter(String name, String meaning) {
        return Counter.builder(name).description(meaning).register(registry);
    }

    private void labelled(Map<Integer, Counter> known, String name, String meaning, String label, int value) {
        known.computeIfAbsent(
                        value,
                        first -> Counter.builder(name)
                                .description(meaning)
                                .tag(label, String.valueOf(value))
                                .register(registry))
                .increment();
    }
}
