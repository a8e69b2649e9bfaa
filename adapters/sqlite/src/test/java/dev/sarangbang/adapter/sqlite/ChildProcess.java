package dev.sarangbang.adapter.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another JVM with the class path of this one, whose output is read line by line. Killed, if it still lives, when
 * closed.
 */
final class ChildProcess implements AutoCloseable {

    private static final int END_SECONDS_MAX = 30;

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildProcess run(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next whole line; empty at the end. */
    Optional<String> nextLine() {
        try {
            return Optional.ofNullable(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing in the process gets to run any more. Gives {@code lines} what it had written before. */
    void kill(Consumer<String> lines) throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike that of Process, does not close the output that is to be read
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            lines.accept(line.get());
        }
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("still alive after SIGKILL");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill(ignored -> {});
    }
}
