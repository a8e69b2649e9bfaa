package dev.sarangbang.benchmarks.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Messages through a running chat server. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description =
                "Signs people up, puts them into rooms, and has them talk at a steady rate whether or not the server keeps up.")
public final class ChatCommand implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return options.run(new SarangbangDialect(run), options.settle(run)) ? 0 : 1;
    }
}
