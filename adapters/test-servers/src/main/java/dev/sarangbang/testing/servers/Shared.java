package dev.sarangbang.testing.servers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One server for all tests of a JVM, started when first asked for and brought back when a test has left it broken. */
final class Shared<S extends TestServer> {

    private final Supplier<S> start;
    private @Nullable S server;

    Shared(Supplier<S> start) {
        this.start = start;
    }

    synchronized S get() {
        S started = server;
        if (started == null) {
            started = start.get();
            server = started;
        } else {
            started.revive();
        }
        return started;
    }
}
