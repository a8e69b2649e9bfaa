package dev.sarangbang.bootstrap.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Everything that people and programs wrote down for a server, not yet understood. */
final class Inputs {

    /** Names the file if no flag does. */
    static final String FILE_VARIABLE = "SARANGBANG_CONFIG";

    /**
     * What Kubernetes and Docker tell every container about a service that is itself called "sarangbang", such as {@code
     * SARANGBANG_SERVICE_HOST} and {@code SARANGBANG_PORT_8080_TCP_ADDR}. Nobody wrote those for us to read.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SARANGBANG_(?:NAME|SERVICE_(?:HOST|PORT)(?:_.*)?|PORT(?:_[0-9]+_(?:TCP|UDP)(?:_.*)?)?)");

    private final List<Given> flags;
    private final Map<String, String> environment;
    private final List<Given> file = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Inputs(List<Given> flags, Map<String, String> environment) {
        this.flags = flags;
        this.environment = environment;
    }

    /** Reads what is to be read: the flags as they came, the environment, and the file that either of them names. */
    static Inputs gather(Flags flags, Map<String, String> environment) {
        var inputs = new Inputs(flags.given(), environment);
        inputs.refuseRepeatedFlags();
        Optional<String> named = flags.file().or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)));
        named.ifPresent(inputs::readFile);
        return inputs;
    }

    /** What went wrong so far. */
    List<Problem> problems() {
        return problems;
    }

    /** What was written about {@code key}, the one that holds first. */
    List<Given> of(Key key) {
        List<Given> found = new ArrayList<>();
        flags.stream().filter(given -> given.key().equals(key.name())).forEach(found::add);
        Optional.ofNullable(environment.get(key.variable()))
                .ifPresent(value -> found.add(new Given(key.name(), value, "environment variable " + key.variable())));
        file.stream().filter(given -> given.key().equals(key.name())).forEach(found::add);
        return found;
    }

    /** What is about none of {@code keys}. */
    List<Problem> unknown(List<Key> keys) {
        List<String> names = keys.stream().map(Key::name).toList();
        List<String> variables = keys.stream().map(Key::variable).toList();
        List<Problem> unknown = new ArrayList<>();
        for (List<Given> source : List.of(flags, file)) {
            source.stream()
                    .filter(given -> !names.contains(given.key()))
                    .map(given ->
                            Problem.about(given, "there is no such key" + Suggestions.didYouMean(given.key(), names)))
                    .forEach(unknown::add);
        }
        environment.keySet().stream()
                .filter(Key::isOurs)
                .filter(variable -> !variable.equals(FILE_VARIABLE) && !variables.contains(variable))
                .filter(variable -> !SERVICE_LINK.matcher(variable).matches())
                .sorted()
                .map(variable -> new Problem("environment variable " + variable + ": there is no such key"
                        + Suggestions.didYouMean(variable, variables)))
                .forEach(unknown::add);
        return unknown;
    }

    private void refuseRepeatedFlags() {
        for (int i = 0; i < flags.size(); i++) {
            Given given = flags.get(i);
            boolean repeated = flags.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.key().equals(given.key()));
            if (repeated) {
                problems.add(Problem.about(given, "is set twice on the command line"));
            }
        }
    }

    private void readFile(String name) {
        try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            new NoticingProperties(name).load(reader);
        } catch (NoSuchFileException e) {
            problems.add(new Problem("there is no configuration file " + name));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem("the configuration file " + name + " cannot be read: " + e.getMessage()));
        }
    }

    /** Keeps every line in its order: the class it extends would keep the last of two that contradict each other. */
    private final class NoticingProperties extends Properties {
        private static final long serialVersionUID = 1L;
        private final String origin;

        NoticingProperties(String origin) {
            this.origin = origin;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            var given = new Given(key.toString(), value.toString().strip(), origin);
            if (super.put(key, value) != null) {
                problems.add(Problem.about(given, "is set twice"));
            } else {
                file.add(given);
            }
            return value;
        }
    }
}
