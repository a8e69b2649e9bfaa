package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that tests may break: one process group, ports that stay the same, and a data directory that lives until {@link #close}.
 * Safe for use by several threads; one signal at a time.
 */
public abstract class TestServer implements AutoCloseable {

    /** Far beyond what any of them needs, because the machine may be busy with other things. */
    private static final Duration START_MAX = Duration.ofMinutes(6);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final String name;
    private final Path directory;
    private final Path log;
    private @Nullable ServerProcess process;

    TestServer(String name) {
        this.name = name;
        try {
            this.directory = Files.createTempDirectory("sarangbang-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.log = directory.resolve("log.txt");
        Reaper.directory(directory);
    }

    /** What starts the server in the foreground, on the same data and ports each time. */
    abstract List<String> command();

    /** Added to this JVM's own. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** True as soon as clients are served. */
    abstract boolean isReady();

    /** What it is: {@code redis}, {@code rabbitmq}, {@code mysql}, {@code mariadb} or {@code cassandra}. */
    public final String name() {
        return name;
    }

    /** Everything the server has written: deleted by {@link #close}. */
    public final Path directory() {
        return directory;
    }

    /** What the server has said, for people to read. */
    public final Path log() {
        return log;
    }

    /** SIGKILL: whatever it had not written by now is lost. Returns when the process is gone. No effect on one that is gone. */
    public final synchronized void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** SIGSTOP: connections stay open and nothing is answered, until {@link #resume}. */
    public final synchronized void suspend() {
        running().suspend();
    }

    /** SIGCONT. */
    public final synchronized void resume() {
        running().resume();
    }

    /** Kills it, if it runs, and starts it again on the same data and ports. Returns when it is ready. */
    public final synchronized void restart() {
        kill();
        launch();
        awaitReady();
    }

    /** Makes it run and answer, whatever a test has done to it. */
    final synchronized void revive() {
        if (process == null || !process.isAlive()) {
            restart();
        } else {
            process.resume();
        }
    }

    /** Starts it without waiting. */
    final synchronized void launch() {
        process = ServerProcess.start(command(), environment(), directory, log);
    }

    final void awaitReady() {
        await("ready", this::isReady);
    }

    /** Waits until {@code words} stand in {@code times} lines of the log. */
    final void awaitInLog(String words, int times) {
        await(
                words,
                () -> ServerProcess.lines(log)
                                .filter(line -> line.contains(words))
                                .count()
                        >= times);
    }

    private synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (!running().isAlive() || System.nanoTime() > deadline) {
                String how = running().isAlive() ? "not after " + START_MAX + ": " : "it ended before: ";
                kill();
                throw new ServerException(name + ", " + how + what + ":\n" + ServerProcess.lastLines(log));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was killed");
        }
        return process;
    }

    /** Kills it and deletes its data. May be repeated. */
    @Override
    public void close() {
        kill();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException closedBefore) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
