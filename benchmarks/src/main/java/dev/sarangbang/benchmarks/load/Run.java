package dev.sarangbang.benchmarks.load;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One run of a plan: what was sent, what came back, and whether it was right. Touched by the driver's event loop alone. */
final class Run {

    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final Plan plan;
    private final List<Seat> seats;
    private final long startNanos;
    private final CountDownLatch end = new CountDownLatch(1);
    private final byte[] hearings;
    private final boolean[] acknowledged;
    private final Histogram toAck = new Histogram(LATENCY_NANOS_MAX, DIGITS);
    private final Histogram toDelivery = new Histogram(LATENCY_NANOS_MAX, DIGITS);
    private int sent;
    private int acks;
    private long deliveries;
    private int refusals;
    private int duplicates;
    private int disorder;
    private int closed;
    private long lastHeardNanos;

    Run(Plan plan, List<Seat> seats, long startNanos) {
        this.plan = plan;
        this.seats = seats;
        this.startNanos = startNanos;
        this.hearings = new byte[plan.messages()];
        this.acknowledged = new boolean[plan.messages()];
    }

    /** For when nothing runs. */
    static Run idle() {
        return new Run(new Plan("idle", 1, 0, 0, 0, 0, ""), List.of(), 0);
    }

    Plan plan() {
        return plan;
    }

    int sent() {
        return sent;
    }

    /** Which seat has something to send by now; -1 if none. Rooms take turns, and so do the members of each. */
    int nextSeatDue(long nowNanos) {
        if (sent == plan.messages() || plan.dueNanos(sent) > nowNanos - startNanos) {
            return -1;
        }
        return sent % seats.size();
    }

    void noteSent() {
        sent++;
    }

    void noteClosed() {
        closed++;
    }

    void heard(Seat seat, Dialect.Kind kind, Dialect.Reading reading, long nowNanos) {
        int number = reading.number;
        if (number < 0 || number >= sent) {
            return;
        }
        lastHeardNanos = nowNanos;
        checkOrder(seat, reading.sequence);
        long latency = Math.min(LATENCY_NANOS_MAX, nowNanos - startNanos - plan.dueNanos(number));
        boolean measured = number >= plan.firstMeasured();
        switch (kind) {
            case ACKNOWLEDGED -> {
                duplicates += acknowledged[number] ? 1 : 0;
                acknowledged[number] = true;
                acks++;
                if (measured) {
                    toAck.recordValue(latency);
                }
            }
            case DELIVERED -> {
                duplicates += ++hearings[number] > plan.audience() ? 1 : 0;
                deliveries++;
                if (measured) {
                    toDelivery.recordValue(latency);
                }
            }
            case REFUSED -> refusals++;
            case OTHER -> {
                // nothing that counts
            }
        }
        if (sent == plan.messages() && isComplete()) {
            end.countDown();
        }
    }

    private void checkOrder(Seat seat, long sequence) {
        if (sequence < 0) {
            return;
        }
        if (seat.heardUpTo >= 0 && sequence != seat.heardUpTo + 1) {
            disorder++;
        }
        seat.heardUpTo = Math.max(seat.heardUpTo, sequence);
    }

    private boolean isComplete() {
        return deliveries >= (long) (plan.messages() - refusals) * plan.audience();
    }

    void awaitEnd() throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos((long) plan.warmUpSeconds() + plan.seconds() + plan.drainSeconds());
        if (!end.await(nanos, TimeUnit.NANOSECONDS)) {
            System.err.println("not everything came back in time");
        }
    }

    Report report() {
        int lostAcks = 0;
        long lostDeliveries = 0;
        for (int number = 0; number < sent; number++) {
            lostAcks += acknowledged[number] ? 0 : 1;
            lostDeliveries += Math.max(0, plan.audience() - hearings[number]);
        }
        double seconds = (lastHeardNanos - startNanos) / 1e9;
        return new Report(
                sent,
                acks,
                deliveries,
                lostAcks,
                lostDeliveries,
                refusals,
                duplicates,
                disorder,
                closed,
                seconds,
                toAck,
                toDelivery);
    }
}
