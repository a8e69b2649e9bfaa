package dev.sarangbang.adapter.websocket.net;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that stops reading costs a bounded amount, loses what is worth nothing later first, and then its connection. */
class SlowReaderTest {

    private static final OutgoingFrame KILOBYTE = OutgoingFrame.text(bytes(1_000));
    private static final OutgoingFrame EPHEMERAL = OutgoingFrame.ephemeralText(bytes(100));

    /** What the kernel may take for a connection on which nobody reads, on both sides. */
    private static final int KERNEL_FRAMES_MAX = 2_000;

    private TestEdge edge;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge();
        client = edge.connect();
        client.socket().setReceiveBufferSize(64 * 1_024);
        client.upgrade();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        edge.close();
    }

    private static byte[] bytes(int length) {
        return "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends until the kernel takes no more, and half of what the outbox holds is waiting. */
    private int clog(Socket socket) {
        int sent = 0;
        int notTaken = EdgeLimits.OUTBOX_BYTES_MAX / 2 / KILOBYTE.length();
        while (sent - edge.counts.framesSent.get() < notTaken) {
            assertThat(sent).isLessThan(KERNEL_FRAMES_MAX);
            socket.send(KILOBYTE);
            sent++;
            edge.server.sweep();
        }
        return sent;
    }

    @Test
    void it_is_closed_when_more_waits_than_may() throws IOException {
        Socket socket = edge.peer().socket;
        int sent = clog(socket);
        for (int i = 0; edge.counts.closed.isEmpty(); i++) {
            assertThat(i).as("more than the outbox holds").isLessThan(EdgeLimits.OUTBOX_BYTES_MAX / 1_000 + sent);
            socket.send(KILOBYTE);
            edge.server.sweep();
        }
        eventually("the end is told", () -> edge.peer().closedWith == CloseCodes.TOO_SLOW);
        assertThat(edge.counts.closed).containsEntry(CloseCodes.TOO_SLOW, 1);
        isToldWhenItReadsAgain();
        edge.pass(EdgeLimits.CLOSE_WITHIN);
        eventually("the connection is gone", () -> edge.server.connections() == 0);
    }

    /** What the kernel had is still read, whole; then it is told, and nothing comes after that. */
    private void isToldWhenItReadsAgain() throws IOException {
        RawClient.Frame close = client.closeFrame();
        assertThat(close.closeCode()).isEqualTo(CloseCodes.TOO_SLOW);
        assertThat(close.closeReason()).isEqualTo("too_slow");
        client.close(CloseCodes.TOO_SLOW);
        assertThat(client.isEnded()).isTrue();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void a_flood_costs_no_more_than_the_outbox() throws IOException {
        Socket socket = edge.peer().socket;
        clog(socket);
        long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        long heapBefore = heap();
        for (int i = 0; i < 100_000; i++) {
            // Each its own, as messages are.
            socket.send(OutgoingFrame.text(bytes(1_000)));
        }
        edge.server.sweep();
        assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                .as("100 MB were sent to it")
                .isLessThan(20 << 20);
        eventually("it is closed", () -> edge.peer().closedWith == CloseCodes.TOO_SLOW);
        eventually("nothing of 100 MB is kept", () -> heap() - heapBefore < 20 << 20);
        isToldWhenItReadsAgain();
    }

    @Test
    void ephemeral_events_are_left_out_first() {
        Socket socket = edge.peer().socket;
        socket.send(EPHEMERAL);
        clog(socket);
        assertThat(edge.counts.ephemeralDropped).hasValue(0);
        for (int i = 0; i < 100_000; i++) {
            socket.send(EPHEMERAL);
            if (i % 1_000 == 0) {
                edge.server.sweep();
            }
        }
        eventually("all are left out", () -> edge.counts.ephemeralDropped.get() == 100_000);
        assertThat(edge.peer().closedWith).isEqualTo(-1);
    }

    @Test
    void it_is_closed_when_something_waits_too_long() throws IOException {
        clog(edge.peer().socket);
        edge.pass(Duration.ZERO);
        edge.pass(EdgeLimits.OUTBOX_AGE_MAX);
        assertThat(edge.peer().closedWith).isEqualTo(-1);
        edge.pass(Duration.ofMillis(1));
        eventually("it is closed", () -> edge.peer().closedWith == CloseCodes.TOO_SLOW);
        isToldWhenItReadsAgain();
    }

    @Test
    void one_that_catches_up_in_time_loses_nothing() throws IOException {
        Socket socket = edge.peer().socket;
        int sent = clog(socket);
        for (int i = 0; i < sent; i++) {
            assertThat(client.frame().payload()).hasSize(1_000);
        }
        for (int i = 0; i < 3; i++) {
            edge.pass(Duration.ofSeconds(6));
            socket.send(KILOBYTE);
        }
        client.text("still here");
        RawClient.Frame frame = client.frame();
        while (frame.payload().length == 1_000 || frame.first() == 0x89) {
            frame = client.frame();
        }
        assertThat(frame.text()).isEqualTo("still here");
    }

    @Test
    void others_do_not_notice() throws IOException {
        clog(edge.peer().socket);
        try (RawClient other = edge.open()) {
            other.text("hello");
            assertThat(other.frame().text()).isEqualTo("hello");
        }
    }
}
