package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.conformance.Complaints;
import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.RawClient;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After an attack, whatever kind it was, the server is as it was before: connections, threads, files and memory. */
class AfterAttacksTest {

    private static final Path FILES = Path.of("/proc/self/fd");
    private static final int ROUNDS = 3;
    private static final int MIB = 1 << 20;

    /** What a collection leaves differs by this much by itself. */
    private static final int HEAP_NOISE = 8 * MIB;

    private record Footprint(int connections, int threads, long files, long heap, long direct) {}

    private static Footprint footprint(World world) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long files;
        try (Stream<Path> open = Files.list(FILES)) {
            files = open.count();
        }
        return new Footprint(
                world.server.edge().connections(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
    }

    @Test
    void all_is_as_it_was() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed of the noise: " + seed);
        try (var complaints = new Complaints();
                World world = new World()) {
            // Time passes, and these phones do not answer when they are asked whether they are there.
            world.annsPhone.close();
            world.bobsPhone.close();
            world.cemsPhone.close();
            Attacks attacks = new Attacks(world, new Random(seed));
            // Classes are loaded and pools are filled the first time; that is not a leak.
            attacks.all();
            Footprint before = footprint(world);
            String everything = world.everything();
            for (int round = 0; round < ROUNDS; round++) {
                attacks.all();
            }
            assertThat(world.everything()).isEqualTo(everything);
            eventually("nobody is connected", () -> world.server.edge().connections() == 0);
            Footprint after = footprint(world);
            System.out.println("before " + before + ", after " + after);
            assertThat(after.connections).isEqualTo(before.connections);
            assertThat(after.threads).isLessThanOrEqualTo(before.threads + 2);
            assertThat(after.files).isLessThanOrEqualTo(before.files + 2);
            assertThat(after.heap).isLessThan(before.heap + HEAP_NOISE);
            assertThat(after.direct).isLessThanOrEqualTo(before.direct + MIB);
            assertThat(complaints.heard()).isEmpty();
        }
    }

    /** The attacks, each of which ends by itself or by a deadline that is made to pass. */
    private static final class Attacks {
        private static final Duration RESTED_AFTER = Duration.ofMinutes(1);

        private final World world;
        private final Random random;

        Attacks(World world, Random random) {
            this.world = world;
            this.random = random;
        }

        void all() throws IOException {
            halfOpen();
            noise();
            comeAndGo();
            refusedHandshakes();
            flood();
            pings();
            oversize();
            slowReaders();
            eventually("all who attacked are gone", () -> world.server.edge().connections() == 0);
        }

        private RawClient connect() throws IOException {
            return new RawClient(world.server.port());
        }

        private void pass(Duration time) {
            world.server.nanos.advance(time);
            world.server.chat().tick();
        }

        private void halfOpen() throws IOException {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RawClient client = connect();
                clients.add(client);
                client.send("GET / HTTP/1.1\r\nHost: x\r\nX: y".substring(0, 1 + i % 28));
            }
            eventually("all are there", () -> world.server.edge().connections() == 100);
            eventually("they are cut off", () -> {
                pass(EdgeLimits.HEADERS_WITHIN);
                return world.server.edge().connections() == 0;
            });
            for (RawClient client : clients) {
                assertThat(client.answer().status()).isEqualTo(408);
                client.close();
            }
        }

        private void noise() throws IOException {
            for (int i = 0; i < 100; i++) {
                try (RawClient client = connect()) {
                    byte[] bytes = new byte[1 + random.nextInt(4_000)];
                    random.nextBytes(bytes);
                    client.sendOrBeCut(bytes);
                }
                try (Device device = rested()) {
                    byte[] bytes = new byte[1 + random.nextInt(4_000)];
                    random.nextBytes(bytes);
                    device.raw().sendOrBeCut(bytes);
                }
                eventually("the noise is over", () -> world.server.edge().connections() < 10);
            }
        }

        private void comeAndGo() throws IOException {
            for (int i = 0; i < 100; i++) {
                RawClient client = connect();
                client.socket().setSoLinger(true, 0);
                client.close();
                try (Device device = rested()) {
                    device.raw().socket().setSoLinger(true, 0);
                }
                eventually("they went", () -> world.server.edge().connections() < 10);
            }
        }

        private void refusedHandshakes() throws IOException {
            try (RawClient client = connect()) {
                Map<String, String> headers = client.handshake();
                headers.put("Cookie", "sarangbang_session=nobody");
                for (int i = 0; i < 500; i++) {
                    assertThat(client.ask(RawClient.request("GET /ws HTTP/1.1", headers))
                                    .status())
                            .isEqualTo(401);
                }
            }
        }

        /** A device of somebody who has asked for nothing in a while, or the flood before would count against it. */
        private Device rested() throws IOException {
            pass(RESTED_AFTER);
            return world.cem.silentDevice();
        }

        private void flood() throws IOException {
            byte[] ping = RawClient.frame(0x81, Device.frame("ping", "id", "x").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                try (Device device = rested()) {
                    for (int frame = 0; frame < 2_000; frame++) {
                        device.raw().sendOrBeCut(ping);
                    }
                    assertThat(device.raw().closeFrame().closeCode()).isEqualTo(4101);
                }
            }
        }

        private void pings() throws IOException {
            for (int i = 0; i < 10; i++) {
                try (Device device = rested()) {
                    for (int frame = 0; frame < 100; frame++) {
                        device.raw().sendOrBeCut(RawClient.frame(0x89, new byte[125]));
                    }
                    assertThat(device.raw().closeFrame().closeCode()).isEqualTo(4101);
                }
            }
        }

        private void oversize() throws IOException {
            for (int i = 0; i < 10; i++) {
                try (Device device = rested()) {
                    device.raw().sendOrBeCut(RawClient.frame(0x81, new byte[100_000]));
                    assertThat(device.raw().closeFrame().closeCode()).isEqualTo(1009);
                }
            }
        }

        /** They ask, and do not read what they asked for. */
        private void slowReaders() throws IOException {
            List<RawClient> clients = new ArrayList<>();
            byte[] question = RawClient.frame(
                    0x81,
                    Device.frame("history", "id", "x", "room", world.kitchen, "before", "=9")
                            .getBytes(StandardCharsets.UTF_8));
            pass(RESTED_AFTER);
            for (Person person : List.of(world.ann, world.bob)) {
                RawClient client = connect();
                client.socket().setReceiveBufferSize(4_096);
                client.upgrade(Map.of("Cookie", person.cookie()));
                client.text(Device.frame("hello", "id", "h", "device", "slow"));
                for (int asked = 0; asked < 150; asked++) {
                    client.sendOrBeCut(question);
                }
                clients.add(client);
            }
            for (RawClient client : clients) {
                client.socket().setSoLinger(true, 0);
                client.close();
            }
        }
    }
}
