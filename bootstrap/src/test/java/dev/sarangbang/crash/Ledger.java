package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Acknowledged;
import dev.sarangbang.crash.History.Sent;
import dev.sarangbang.crash.History.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What everyone who talks writes down together, and the sign by which they know that it is enough. Safe for use by many threads. */
public final class Ledger {

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean enough;
    private volatile boolean finished;

    void said(String id, Sent message) {
        sent.put(id, message);
    }

    void acknowledged(Acknowledged acknowledgement) {
        acknowledged.add(acknowledgement);
        answers.incrementAndGet();
    }

    /** Someone was told that it cannot be now, or that nobody knows, and to send the same again. */
    void refused() {
        refusals.incrementAndGet();
    }

    /** How long someone waited for a word on what they said, be it yes, no, or unknown. */
    void waited(long nanos) {
        slowestNanos.accumulateAndGet(nanos, Math::max);
    }

    /** Begins a new stretch of time to look for the slowest answer in. */
    public void forgetWaits() {
        slowestNanos.set(0);
    }

    public Duration slowestAnswer() {
        return Duration.ofNanos(slowestNanos.get());
    }

    /** How many acknowledgements there were, repeated ones too. */
    public int answers() {
        return answers.get();
    }

    /** How many sends were answered with neither yes nor no. */
    public int refusals() {
        return refusals.get();
    }

    public int sent() {
        return sent.size();
    }

    /** Tells everyone to say nothing new, and to stop once all they said is answered. */
    public void enough() {
        enough = true;
    }

    boolean isEnough() {
        return enough;
    }

    /** Tells those who only listen that nothing more will come. */
    public void finished() {
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }

    /** What became of it all, with what each device has in the end. */
    public History history(List<View> views) {
        return new History(Map.copyOf(sent), List.copyOf(acknowledged), views);
    }
}
