package dev.sarangbang.benchmarks;

import dev.sarangbang.benchmarks.load.BareCommand;
import dev.sarangbang.benchmarks.load.CassandraCommand;
import dev.sarangbang.benchmarks.load.ChatCommand;
import dev.sarangbang.benchmarks.load.FloodCommand;
import dev.sarangbang.benchmarks.load.HistoryCommand;
import dev.sarangbang.benchmarks.load.IdleCommand;
import dev.sarangbang.benchmarks.load.OverloadCommand;
import dev.sarangbang.benchmarks.load.ServeBareCommand;
import dev.sarangbang.benchmarks.load.StormCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The load command: {@code ./chat bench}. */
@Command(
        name = "bench",
        description =
                "Puts load on a running server and reports what it did. What it measures depends on the machine: quote ratios.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChatCommand.class,
            BareCommand.class,
            ServeBareCommand.class,
            IdleCommand.class,
            HistoryCommand.class,
            StormCommand.class,
            CassandraCommand.class,
            FloodCommand.class,
            OverloadCommand.class
        })
public final class Load {

    private Load() {}

    /** Exits with 0 if all that came back was right, 1 if not, 2 if the arguments are wrong. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Load()).execute(args));
    }
}
