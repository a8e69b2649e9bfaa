package dev.sarangbang.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The server's jar, run as people run it, on a port and a folder of its own. It can be killed as if the machine had lost
 * its power, and started again with what it had.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "sarangbang.jar");
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Path folder;
    private final int port;
    private final List<String> more;
    private @Nullable Process process;

    private ServerProcess(Path folder, int port, List<String> more) {
        this.folder = folder;
        this.port = port;
        this.more = List.copyOf(more);
    }

    /**
     * Starts a server that keeps its data and its log in {@code folder}, with {@code more} on its command line, and returns when it
     * is ready.
     */
    public static ServerProcess startIn(Path folder, String... more) {
        var server = new ServerProcess(folder, freePort(), List.of(more));
        server.start();
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is not there; ./chat test builds it first");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(
                    java.toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-jar",
                    JAR.toString(),
                    "--port",
                    Integer.toString(port),
                    "--data-dir",
                    folder.resolve("data").toString()));
            command.addAll(more);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady(process);
    }

    /** Ends the process at once, without a chance to put anything in order: {@code kill -9}. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
            process = null;
        }
    }

    /** Lets nothing in the process run, while all its connections stay open: SIGSTOP. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it run again: SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Process running = process;
        if (running != null) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Asks the process to end, and waits until it has. */
    public void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            awaitEnd(running);
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private void awaitReady(Process started) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var question = HttpRequest.newBuilder(URI.create(url() + "/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (!started.isAlive()) {
                throw new IllegalStateException("the server ended with " + started.exitValue() + "; see " + log());
            }
            try {
                if (client.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // nobody listens yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        started.destroyForcibly();
        throw new IllegalStateException("the server is not ready after " + READY_WITHIN + "; see " + log());
    }

    private static void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(30, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new IllegalStateException("the server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A port that was free a moment ago. The server needs to come back on the same one, so it cannot choose for itself. */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
