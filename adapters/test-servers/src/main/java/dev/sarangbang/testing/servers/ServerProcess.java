package dev.sarangbang.testing.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program with all that it starts, as one process group: signals reach every part of it at once. */
final class ServerProcess {

    private static final int END_SECONDS_MAX = 30;
    private static final int LOG_LINES_SHOWN = 40;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts {@code command}, whose output goes to the end of {@code log}. */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path directory, Path log) {
        List<String> inOwnGroup = new ArrayList<>();
        inOwnGroup.add("setsid");
        inOwnGroup.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inOwnGroup)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Reaper.started(process.pid());
            return new ServerProcess(process);
        } catch (IOException e) {
            throw new ServerException("cannot start " + command.get(0), e);
        }
    }

    /** Runs {@code command} to its end. Fails, with its output, if it fails. */
    static void run(List<String> command, Map<String, String> environment, Path directory, Path log) {
        ServerProcess process = start(command, environment, directory, log);
        try {
            int code = process.process.waitFor();
            Reaper.ended(process.process.pid());
            if (code != 0) {
                throw new ServerException(command.get(0) + " ended with code " + code + ":\n" + lastLines(log));
            }
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted in " + command.get(0), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: alive, and silent. */
    void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    /** SIGKILL: nothing in it gets to run any more. Returns when it is gone. */
    void kill() {
        signal("KILL");
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new ServerException("process " + process.pid() + " still lives after SIGKILL");
            }
            Reaper.ended(process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while a server ended", e);
        }
    }

    private void signal(String name) {
        try {
            // A group that is gone already is no error: that is what SIGKILL is for, and the others show by themselves.
            new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ServerException("cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while signalling a server", e);
        }
    }

    static String lastLines(Path log) {
        List<String> lines = lines(log).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    static Stream<String> lines(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
