package dev.sarangbang.application.wrong;

/** Wrong on purpose: a time that no test can set. */
final class ReadsTheSteadyClock {

    long now() {
        return System.nanoTime();
    }
}
