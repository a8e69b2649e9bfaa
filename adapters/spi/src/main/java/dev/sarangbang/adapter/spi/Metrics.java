package dev.sarangbang.adapter.spi;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Takes what is worth measuring about an adapter. Whatever is asked for here is shown under the adapter's name; asking twice for
 * the same name gives the same.
 *
 * <p>Names are lower-case words joined by dots, without the name of the adapter: {@code commit.operations}. What is returned may be
 * called often, from any thread, and returns at once.
 */
public interface Metrics {

    /** Measures nothing. */
    Metrics NONE = new Metrics() {
        @Override
        public void gauge(String name, String meaning, DoubleSupplier value) {}

        @Override
        public LongConsumer counter(String name, String meaning) {
            return more -> {};
        }

        @Override
        public LongConsumer durations(String name, String meaning) {
            return nanos -> {};
        }

        @Override
        public LongConsumer sizes(String name, String meaning) {
            return size -> {};
        }
    };

    /** Shows a value that goes up and down; {@code value} is asked whenever somebody looks. */
    void gauge(String name, String meaning, DoubleSupplier value);

    /** Shows a total that only grows; takes how many more there are. */
    LongConsumer counter(String name, String meaning);

    /** Shows how long something takes; takes nanoseconds. */
    LongConsumer durations(String name, String meaning);

    /** Shows how many of something come at once; takes their number. */
    LongConsumer sizes(String name, String meaning);
}
