package dev.sarangbang.bootstrap;

import dev.sarangbang.bootstrap.config.Configuration;
import dev.sarangbang.bootstrap.config.Configuration.LogFormat;
import dev.sarangbang.bootstrap.config.ConfigurationReader;
import dev.sarangbang.bootstrap.config.Problem;
import dev.sarangbang.bootstrap.config.Reading;
import dev.sarangbang.bootstrap.log.Logging;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as a program. Says on the standard output what it was asked for, and where it can be reached; everything else goes to the
 * standard error stream.
 */
public final class Main {

    /** It did what was asked of it. */
    static final int OK = 0;

    /** The command line or the configuration is wrong: starting it again will not help. */
    static final int MISUSED = 2;

    /** It could not start: something else has the port or the data, or a store does not answer. */
    static final int NOT_STARTED = 3;

    private final Map<String, String> environment;
    private final String home;
    private final PrintStream out;
    private final PrintStream err;

    Main(Map<String, String> environment, String home, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** Starts a server, and does not return while it runs. */
    public static void main(String[] args) throws InterruptedException {
        var main = new Main(System.getenv(), System.getProperty("user.home", "."), System.out, System.err);
        int code = main.run(args);
        // A server that was stopped by a signal ends as every JVM does: with 128 and the number of the signal.
        if (code != OK) {
            System.exit(code);
        }
    }

    /** Does what the command line says, and returns the exit code when it is done. */
    int run(String... args) throws InterruptedException {
        return switch (Arguments.read(args)) {
            case Arguments.Reading.Flawed(String problem) -> refuse(List.of(new Problem(problem)), "command line");
            case Arguments.Reading.Understood(Arguments arguments) -> obey(arguments);
        };
    }

    private int obey(Arguments arguments) throws InterruptedException {
        if (arguments.asksForHelp()) {
            out.print(Arguments.usage());
            return OK;
        }
        if (arguments.asksForVersion()) {
            out.println("sarangbang " + version());
            return OK;
        }
        return switch (ConfigurationReader.read(arguments.flags(), environment, home)) {
            case Reading.Flawed(List<Problem> problems) -> refuse(problems, "configuration");
            case Reading.Understood(Configuration configuration, List<String> lines) -> {
                if (arguments.asksForConfiguration()) {
                    lines.forEach(out::println);
                    yield OK;
                }
                yield serve(configuration);
            }
        };
    }

    private int serve(Configuration configuration) throws InterruptedException {
        Logging.start(configuration.logs());
        Logger log = LoggerFactory.getLogger(Main.class);
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> log.error("a bug in {}", thread.getName(), bug));
        Server server;
        try {
            server = Server.start(configuration);
        } catch (StartException e) {
            log.debug("not started", e);
            err.println("sarangbang: " + e.getMessage());
            return NOT_STARTED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        announce(server, configuration);
        server.awaitStopped();
        return OK;
    }

    private void announce(Server server, Configuration configuration) {
        if (configuration.logs().format() == LogFormat.TEXT) {
            out.println();
            out.println("  Sarangbang " + version() + " is ready:  " + server.url());
            out.println("  data in " + configuration.dataDirectory() + ", Ctrl-C stops it");
            out.println();
            out.flush();
        }
    }

    private int refuse(List<Problem> problems, String where) {
        String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        err.println("sarangbang: " + count + " in the " + where + ":");
        problems.forEach(problem -> err.println("  " + problem.line()));
        err.println(
                "--help lists the flags, --print-config shows what is in force, docs/configuration.md has every key.");
        return MISUSED;
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
