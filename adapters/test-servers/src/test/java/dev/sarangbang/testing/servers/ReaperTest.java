package dev.sarangbang.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing that was started outlives the JVM that started it, even if that is killed. */
class ReaperTest {

    /** Starts a server, says its port and directory, and waits to be killed. */
    static final class Starting {
        public static void main(String[] arguments) throws InterruptedException {
            RabbitServer rabbit = RabbitServer.start();
            System.out.println(rabbit.port());
            System.out.println(rabbit.directory());
            Thread.currentThread().join();
        }
    }

    @Test
    void servers_end_and_their_data_is_deleted_when_their_jvm_is_killed() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starting.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = jvm.inputReader()) {
            int port = Integer.parseInt(said.readLine());
            Path directory = Path.of(said.readLine());
            assertThat(processesNaming(directory)).isPresent();

            jvm.toHandle().destroyForcibly();
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();

            Eventually.await("the server ends", () -> !Answers.with(Ports.LOOPBACK, port, "AMQP\0\0\u0009\1", 0, 1));
            Eventually.await(
                    "no process is left", () -> processesNaming(directory).isEmpty());
            Eventually.await("the data is deleted", () -> !Files.exists(directory));
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** One that has the directory in its environment: the server or something that it started. */
    private static Optional<ProcessHandle> processesNaming(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> hasInEnvironment(process.pid(), directory.toString()))
                .findAny();
    }

    private static boolean hasInEnvironment(long pid, String what) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"))).contains(what);
        } catch (IOException gone) {
            return false;
        }
    }
}
