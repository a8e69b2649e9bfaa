package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a small node that starts fast is set up, and what Java has to be told to run one. */
final class CassandraSettings {

    static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;

    /** How long a node looks for its neighbours before it gives up. Longer on a busy machine than one would think. */
    private static final Duration RING_DELAY = Duration.ofSeconds(30);

    private static final List<String> OPENED = List.of(
            "java.io",
            "java.lang",
            "java.lang.module",
            "java.lang.reflect",
            "java.math",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.loader",
            "jdk.internal.math",
            "jdk.internal.module",
            "jdk.internal.ref",
            "jdk.internal.reflect",
            "jdk.internal.util.jar",
            "sun.nio.ch");

    private static final List<String> EXPORTED = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.perf",
            "java.base/java.lang.ref",
            "java.base/sun.nio.ch",
            "java.management/com.sun.jmx.remote.security",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.attach/sun.tools.attach",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.unsupported/sun.misc");

    private CassandraSettings() {}

    static String yaml(CassandraAddress address) {
        return """
                cluster_name: sarangbang-tests
                num_tokens: 1
                initial_token: %d
                auto_bootstrap: false
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                endpoint_snitch: SimpleSnitch
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: "%s"
                listen_address: %s
                broadcast_address: %s
                rpc_address: %s
                broadcast_rpc_address: %s
                storage_port: %d
                ssl_storage_port: %d
                native_transport_port: %d
                # Acknowledged means on disk. With "periodic" kill -9 loses what was acknowledged.
                commitlog_sync: batch
                paxos_variant: v2
                commitlog_segment_size: 8MiB
                commitlog_total_space: 64MiB
                memtable_heap_space: 48MiB
                memtable_offheap_space: 48MiB
                key_cache_size: 4MiB
                row_cache_size: 0MiB
                counter_cache_size: 0MiB
                file_cache_size: 32MiB
                networking_cache_size: 32MiB
                concurrent_reads: 8
                concurrent_writes: 16
                concurrent_compactors: 1
                native_transport_max_threads: 32
                hinted_handoff_enabled: true
                """.formatted(
                        address.token(),
                        address.seed(),
                        address.ownHost(),
                        address.host(),
                        address.ownHost(),
                        address.host(),
                        address.nodePort(),
                        Ports.freeOn(address.ownHost()),
                        address.clientPort());
    }

    static List<String> command(Path directory) {
        String classPath = read(Installed.fetched("cassandra.classpath"));
        List<String> command = new ArrayList<>(List.of(
                OldJava.program(),
                "-javaagent:" + agentIn(classPath),
                "-Xms96m",
                "-Xmx512m",
                "-Xss256k",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.attach.allowAttachSelf=true",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + directory,
                "-Dlogback.configurationFile="
                        + directory.resolve("logback.xml").toUri(),
                "-Dcassandra.config=" + directory.resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + directory.resolve("data"),
                "-Dcassandra.logdir=" + directory,
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=" + RING_DELAY.toMillis()));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED");
        command.add("--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
        EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath, "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    /** The agent with which Cassandra measures objects is one of its own jars. */
    private static String agentIn(String classPath) {
        return Arrays.stream(classPath.split(":"))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
                .findAny()
                .orElseThrow(() -> new ServerException("no jamm among Cassandra's jars"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
