package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps one line to the broker, on one thread: connects, has the line used until it is of no use any more, and connects anew. */
final class Lifeline implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lifeline.class.getName());

    private static final int DOUBLINGS_MAX = 10;

    private final String name;
    private final Broker broker;
    private final Use use;
    private final Thread thread;
    private final CountDownLatch established = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Line current;

    /** What a line is for. */
    interface Use {

        /**
         * Sets the line up, calls {@code ready}, and uses it; returns or throws when it has ended, or soon after {@link #end}.
         */
        void of(Line line, Runnable ready) throws IOException, TimeoutException, InterruptedException;

        /** There will be no other line, and this one should not be used for long. */
        void end();
    }

    /** Does nothing before {@link #start}. {@code name} is for whoever looks at the broker, and at this process. */
    Lifeline(String name, Broker broker, Use use) {
        this.name = name;
        this.broker = broker;
        this.use = use;
        this.thread = Thread.ofPlatform().daemon().name("rabbitmq-" + name).unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    /** Waits for the first line that is set up, so long at most. */
    void awaitFirst(Duration most) {
        try {
            if (!established.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.DEBUG, "{0}: not connected yet", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a line is set up and in use. */
    boolean isUp() {
        Line line = current;
        return line != null && line.isUp();
    }

    /** Ends the line that there is; another follows. */
    void cut() {
        Line line = current;
        if (line != null) {
            line.cut();
        }
    }

    /** Ends the line for good, after what is under way if that does not take long. */
    @Override
    public void close() {
        closing.countDown();
        use.end();
        try {
            thread.join(RabbitMqLimits.CLOSE_WITHIN.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    private void keep() {
        int failures = 0;
        while (!isClosing()) {
            try (Line line = broker.connect("sarangbang " + name)) {
                use.of(line, () -> establish(line));
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                LOG.log(Level.DEBUG, () -> name + ": no line to the broker", e);
            } catch (InterruptedException e) {
                return; // nobody here interrupts: whoever does wants this thread to end
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, name + ": a bug came to light on the line to the broker", e);
            }
            boolean wasUp = current != null;
            current = null;
            failures = wasUp ? 1 : failures + 1;
            if (wasUp && !isClosing()) {
                LOG.log(Level.WARNING, "{0}: the connection to the broker broke; connecting again", name);
            }
            pause(failures);
        }
    }

    private void establish(Line line) {
        current = line;
        if (established.getCount() == 0) {
            LOG.log(Level.INFO, "{0}: connected to the broker again", name);
        }
        established.countDown();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(int failures) {
        long most = Math.min(
                RabbitMqLimits.RECONNECT_PAUSE_MAX.toNanos(),
                RabbitMqLimits.RECONNECT_PAUSE_MIN.toNanos() << Math.min(failures - 1, DOUBLINGS_MAX));
        try {
            boolean over = closing.await(ThreadLocalRandom.current().nextLong(most / 2, most), TimeUnit.NANOSECONDS);
            LOG.log(Level.TRACE, "{0}: {1}", name, over ? "closing" : "trying again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
