package dev.sarangbang.benchmarks.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The same messages through the bare broadcast server. */
@Command(
        name = "bare",
        mixinStandardHelpOptions = true,
        description = "The same load on the server that 'serve-bare' starts, to compare with.")
public final class BareCommand implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws Exception {
        return options.run(new BareDialect(), options.seatsWithoutAccounts()) ? 0 : 1;
    }
}
