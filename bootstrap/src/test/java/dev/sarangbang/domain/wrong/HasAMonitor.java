package dev.sarangbang.domain.wrong;

/** Wrong on purpose: a monitor where values would do. */
final class HasAMonitor {

    private int count;

    synchronized int next() {
        return ++count;
    }
}
