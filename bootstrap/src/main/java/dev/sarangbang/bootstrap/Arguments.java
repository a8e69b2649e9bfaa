package dev.sarangbang.bootstrap;

import dev.sarangbang.bootstrap.config.Flags;
import dev.sarangbang.bootstrap.config.Suggestions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Values are taken as text here and understood where the environment's and the file's are, so that mistakes are
 * told together and in the same words.
 */
final class Arguments {

    /** Flags that are short for a key. */
    private static final Map<String, String> SHORT_FOR = Map.of(
            "--bind", "server.bind",
            "--port", "server.port",
            "--data-dir", "data-dir",
            "--plugins", "plugins-dir");

    private static final CommandSpec SPEC = CommandSpec.create()
            .name("sarangbang")
            .addOption(option("--port", "PORT", "Listen on this port (8080); 0 for any that is free."))
            .addOption(option("--bind", "ADDRESS", "Listen on this address (127.0.0.1)."))
            .addOption(option("--data-dir", "DIR", "Keep everything in this folder (one per user)."))
            .addOption(option("--config", "FILE", "Read settings from this file."))
            .addOption(option("--plugins", "DIR", "Load further adapters from the jars in this folder."))
            .addOption(OptionSpec.builder("--set")
                    .paramLabel("KEY=VALUE")
                    .arity("1")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("Set any key; may be repeated. docs/configuration.md lists them.")
                    .build())
            .addOption(flag("--print-config", "Print the settings in force and where each comes from, and stop."))
            .addOption(flag("--version", "Print the version, and stop."))
            .addOption(flag("--help", "Print this, and stop."));

    private final ParseResult parsed;

    private Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    /** What came of reading a command line. */
    sealed interface Reading {
        record Understood(Arguments arguments) implements Reading {}

        record Flawed(String problem) implements Reading {}
    }

    static Reading read(String... args) {
        try {
            var arguments = new Arguments(commandLine().parseArgs(args));
            return arguments.parsed.matchedOptionValue("--set", List.<String>of()).stream()
                    .filter(each -> each.indexOf('=') < 1)
                    .findFirst()
                    .<Reading>map(wrong -> new Reading.Flawed("--set takes KEY=VALUE, not \"" + wrong + '"'))
                    .orElseGet(() -> new Reading.Understood(arguments));
        } catch (UnmatchedArgumentException e) {
            String unknown = e.getUnmatched().getFirst();
            return new Reading.Flawed("there is no flag " + unknown
                    + Suggestions.didYouMean(unknown, SPEC.optionsMap().keySet()));
        } catch (ParameterException e) {
            return new Reading.Flawed(String.valueOf(e.getMessage()));
        }
    }

    static String usage() {
        return commandLine().getUsageMessage(Help.Ansi.OFF);
    }

    boolean asksForHelp() {
        return parsed.hasMatchedOption("--help");
    }

    boolean asksForVersion() {
        return parsed.hasMatchedOption("--version");
    }

    boolean asksForConfiguration() {
        return parsed.hasMatchedOption("--print-config");
    }

    Flags flags() {
        Flags flags = Flags.none();
        for (OptionSpec option : parsed.matchedOptions()) {
            String name = option.longestName();
            String key = SHORT_FOR.get(name);
            if (key != null) {
                flags = flags.with(key, parsed.matchedOptionValue(name, ""), name);
            }
        }
        for (String assignment : parsed.matchedOptionValue("--set", List.<String>of())) {
            int equals = assignment.indexOf('=');
            String key = assignment.substring(0, equals).strip();
            flags = flags.with(key, assignment.substring(equals + 1).strip(), "--set");
        }
        return parsed.hasMatchedOption("--config") ? flags.withFile(parsed.matchedOptionValue("--config", "")) : flags;
    }

    private static CommandLine commandLine() {
        return new CommandLine(SPEC).setExpandAtFiles(false).setInterpolateVariables(false);
    }

    private static OptionSpec option(String name, String label, String meaning) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(meaning)
                .build();
    }

    private static OptionSpec flag(String name, String meaning) {
        return OptionSpec.builder(name).description(meaning).build();
    }
}
