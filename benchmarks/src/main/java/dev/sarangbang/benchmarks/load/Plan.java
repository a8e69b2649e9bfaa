package dev.sarangbang.benchmarks.load;

/**
 * What to send.
 *
 * @param name tells its messages from those of other plans of the same run
 * @param messagesPerSecond over all rooms together
 * @param warmUpSeconds at the start, sent and checked but not measured
 * @param seconds measured
 * @param audience how many must hear each message besides its author
 * @param drainSeconds how long to wait at the end for what is still on its way
 */
record Plan(
        String name,
        double messagesPerSecond,
        int warmUpSeconds,
        int seconds,
        int audience,
        int drainSeconds,
        String padding) {

    int messages() {
        return (int) Math.round(messagesPerSecond * (warmUpSeconds + seconds));
    }

    int firstMeasured() {
        return (int) Math.round(messagesPerSecond * warmUpSeconds);
    }

    /** When message {@code number} is due, in nanoseconds from the start. */
    long dueNanos(int number) {
        return (long) (number * 1e9 / messagesPerSecond);
    }
}
