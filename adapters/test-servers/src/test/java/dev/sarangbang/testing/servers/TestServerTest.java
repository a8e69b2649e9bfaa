package dev.sarangbang.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestServerTest {

    private static final int SILENCE_MILLIS = 1_000;

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("redis", (Supplier<TestServer>) RedisServer::start),
                Arguments.of("rabbitmq", (Supplier<TestServer>) RabbitServer::start),
                Arguments.of("mysql", (Supplier<TestServer>) MySqlServer::start),
                Arguments.of("mariadb", (Supplier<TestServer>) MariaDbServer::start),
                Arguments.of("cassandra", (Supplier<TestServer>) CassandraServer::start));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void a_server_can_be_suspended_killed_and_started_again(String name, Supplier<TestServer> start) {
        TestServer server = start.get();
        try (server) {
            assertThat(server.isReady()).isTrue();

            server.suspend();
            assertThat(server.isReady()).isFalse();
            server.resume();
            Eventually.await(name + " goes on", server::isReady);

            server.kill();
            assertThat(server.isReady()).isFalse();
            server.restart();
            assertThat(server.isReady()).isTrue();
        }
        assertThat(server.directory()).doesNotExist();
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws IOException {
        try (var redis = RedisServer.start()) {
            assertThat(ask(redis, "SET kitchen tidy", "+OK".length())).isEqualTo("+OK");
            Eventually.await("in the file", () -> isInTheFile(redis, "tidy"));
            redis.restart();

            assertThat(ask(redis, "GET kitchen", "$4\r\ntidy".length())).isEqualTo("$4\r\ntidy");
        }
    }

    @Test
    void a_killed_server_refuses_and_a_suspended_one_is_silent() {
        try (var redis = RedisServer.start()) {
            redis.suspend();
            assertThatThrownBy(() -> ask(redis, "PING", 1)).isInstanceOf(SocketTimeoutException.class);

            redis.kill();
            assertThatThrownBy(() -> ask(redis, "PING", 1)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void the_shared_server_is_one_and_comes_back_however_a_test_left_it() throws IOException {
        RedisServer redis = RedisServer.shared();
        redis.kill();
        assertThat(RedisServer.shared()).isSameAs(redis);
        assertThat(ask(redis, "PING", 5)).isEqualTo("+PONG");

        redis.suspend();
        RedisServer.shared();
        assertThat(ask(redis, "PING", 5)).isEqualTo("+PONG");
    }

    @Test
    void a_server_that_does_not_start_shows_what_it_said() {
        try (var redis = RedisServer.start();
                var wrong = new WrongServer(redis.port())) {
            assertThatThrownBy(wrong::restart)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("ended")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void a_missing_program_is_an_instruction() {
        assertThatThrownBy(() -> Installed.program("redis-server", "/nowhere/redis-server"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("apt-get install redis-server");
    }

    @Test
    void rabbitmq_can_be_told_things() {
        RabbitServer.shared().control("set_vm_memory_high_watermark", "0.4");

        assertThatThrownBy(() -> RabbitServer.shared().control("no_such_command"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("rabbitmqctl ended with code");
    }

    private static String ask(RedisServer redis, String command, int answerLength) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(redis.host(), redis.port()));
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(answerLength), StandardCharsets.US_ASCII);
        }
    }

    /** The file is written before the next command is read; a kill does not take it away from the system. */
    private static boolean isInTheFile(RedisServer redis, String what) {
        try (Stream<Path> files = Files.walk(redis.directory())) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> read(file).contains(what));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
