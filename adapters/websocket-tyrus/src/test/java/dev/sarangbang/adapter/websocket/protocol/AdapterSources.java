package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.port.RoomLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The bounds of adapters that this one does not know, and so reads in their sources. */
final class AdapterSources {

    private static final Path ADAPTERS = Path.of("..");
    private static final Pattern CONSTANT =
            Pattern.compile("static final (?:int|long|Duration) ([A-Z_]+) =\\s+([^;]+);", Pattern.MULTILINE);
    private static final Pattern DURATION =
            Pattern.compile("Duration\\.of(Millis|Seconds|Minutes|Hours|Days)\\(([\\d_]+)\\)");
    private static final Map<String, Long> MILLIS =
            Map.of("Millis", 1L, "Seconds", 1_000L, "Minutes", 60_000L, "Hours", 3_600_000L, "Days", 86_400_000L);

    /** Which of its constants each class bounds something with; none named, and it is all of them. */
    private static final Map<String, List<String>> BOUNDS = Map.ofEntries(
            Map.entry("argon2/Argon2PasswordHasher", List.of("WAITING_MAX")),
            Map.entry("memory/InMemoryHeldMessages", List.of("TOTAL_ENTRIES_MAX")),
            Map.entry("memory/InMemoryPresenceBoard", List.of("ACCOUNTS_MAX")),
            Map.entry("sqlite/Writer", List.of("WAITING_OPERATIONS_MAX", "BATCH_OPERATIONS_MAX")),
            Map.entry("sqlite/Readers", List.of("WAITING_QUERIES_MAX")),
            Map.entry("sqlite/Searcher", List.of()),
            Map.entry("sqlite/Indexing", List.of()),
            Map.entry("sqlite/Failures", List.of("WAIT_SECONDS_MAX")),
            Map.entry("sqlite/Checkpoints", List.of("WAL_PAGES_MAX")),
            Map.entry("sqlite/MessageIndex", List.of("SEQUENCE_MAX")),
            Map.entry("mysql/MySqlLimits", List.of()),
            Map.entry("mysql/MySqlAccounts", List.of("ASKED_AT_ONCE_MAX")),
            Map.entry("mysql/MySqlLoginSessions", List.of("SWEPT_AT_ONCE_MAX")),
            Map.entry("redis/CacheFiller", List.of("ENTRIES_WAITING_MAX", "TOGETHER_MAX")),
            Map.entry("redis/KnownEpochs", List.of("ROOMS_MAX")),
            Map.entry("redis/RecentEntries", List.of("KEPT_MAX", "KEPT")),
            Map.entry("redis/RedisPresenceBoard", List.of("KEPT", "AT_ONCE_MAX")),
            Map.entry("redis/RedisHeldMessages", List.of("TRIES_MAX")),
            Map.entry("cassandra/Cluster", List.of()),
            Map.entry("cassandra/CassandraStore", List.of()),
            Map.entry("cassandra/Schema", List.of()),
            Map.entry("cassandra/InParallel", List.of()),
            Map.entry("cassandra/Ends", List.of()));

    private AdapterSources() {}

    /** Each bound, as {@code Class.CONSTANT}: a number, or a time. */
    static Map<String, Object> bounds() throws IOException {
        Map<String, Object> bounds = new TreeMap<>();
        for (Map.Entry<String, List<String>> each : BOUNDS.entrySet()) {
            Map<String, String> constants = constants(source(each.getKey()));
            List<String> wanted = each.getValue().isEmpty() ? new ArrayList<>(constants.keySet()) : each.getValue();
            assertThat(constants.keySet()).as(each.getKey()).isNotEmpty().containsAll(wanted);
            String name = each.getKey().substring(each.getKey().indexOf('/') + 1);
            wanted.forEach(constant -> bounds.put(name + "." + constant, value(constants, constants.get(constant))));
        }
        return bounds;
    }

    private static Path source(String name) throws IOException {
        String end = Path.of("src", "main", "java", "dev", "sarangbang", "adapter") + "/" + name + ".java";
        try (Stream<Path> adapters = Files.list(ADAPTERS)) {
            List<Path> found = adapters.map(adapter -> adapter.resolve(end))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(found).as(name).hasSize(1);
            return found.get(0);
        }
    }

    private static Map<String, String> constants(Path source) throws IOException {
        Map<String, String> constants = new TreeMap<>();
        Matcher found = CONSTANT.matcher(Files.readString(source));
        while (found.find()) {
            constants.put(found.group(1), found.group(2).strip());
        }
        return constants;
    }

    private static Object value(Map<String, String> constants, String expression) {
        Matcher duration = DURATION.matcher(expression);
        if (duration.matches()) {
            return Duration.ofMillis(MILLIS.get(duration.group(1)) * number(constants, duration.group(2)));
        }
        return Stream.of(expression.split("\\+"))
                .mapToLong(sum -> Stream.of(sum.split("\\*"))
                        .mapToLong(factor -> number(constants, factor.strip()))
                        .reduce(1, (one, other) -> one * other))
                .sum();
    }

    private static long number(Map<String, String> constants, String written) {
        if (written.equals("RoomLog.READ_LIMIT_MAX")) {
            return RoomLog.READ_LIMIT_MAX;
        }
        String known = constants.get(written);
        return known == null ? Long.decode(written.replaceAll("[_L]", "")) : number(constants, known);
    }
}
