package dev.sarangbang.benchmarks.load;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param missing messages that some member of the audience did not hear, each counted once for each such member
 * @param disorder frames whose sequence was not the one after the seat's last
 * @param seconds from the first message being due to the last frame heard
 */
record Report(
        int sent,
        int acks,
        long deliveries,
        int unanswered,
        long missing,
        int refusals,
        int duplicates,
        int disorder,
        int closed,
        double seconds,
        Histogram toAck,
        Histogram toDelivery) {

    double framesPerSecond() {
        return (acks + deliveries) / seconds;
    }

    void print(PrintStream out) {
        out.println(String.format(
                Locale.ROOT,
                "messages    sent %d in %.1f s, acknowledged %d, refused %d",
                sent,
                seconds,
                acks,
                refusals));
        out.println(String.format(
                Locale.ROOT,
                "deliveries  %d (%.0f frames/s with the acknowledgements)",
                deliveries,
                framesPerSecond()));
        out.println(String.format(
                Locale.ROOT,
                "wrong       unanswered %d, missing %d, duplicates %d, out of order %d, connections closed %d",
                unanswered,
                missing,
                duplicates,
                disorder,
                closed));
        out.println(percentiles("to ack     ", toAck));
        out.println(percentiles("to delivery", toDelivery));
    }

    private static String percentiles(String name, Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%s p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms",
                name,
                millis(histogram, 50),
                millis(histogram, 90),
                millis(histogram, 99),
                millis(histogram, 99.9),
                millis(histogram, 100));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
