package dev.sarangbang.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A meter that remembers. */
final class Tally implements Meter {

    final AtomicInteger appends = new AtomicInteger();
    final AtomicInteger headMoves = new AtomicInteger();
    final AtomicInteger doubts = new AtomicInteger();
    final AtomicInteger retries = new AtomicInteger();
    final AtomicInteger unknowns = new AtomicInteger();
    final AtomicInteger refusedAsBusy = new AtomicInteger();
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger heldUsed = new AtomicInteger();
    final List<String> degraded = new CopyOnWriteArrayList<>();

    @Override
    public void appended(int entries, long nanos) {
        appends.incrementAndGet();
    }

    @Override
    public void headMoved() {
        headMoves.incrementAndGet();
    }

    @Override
    public void inDoubt() {
        doubts.incrementAndGet();
    }

    @Override
    public void busy() {
        refusedAsBusy.incrementAndGet();
    }

    @Override
    public void unknown() {
        unknowns.incrementAndGet();
    }

    @Override
    public void retried() {
        retries.incrementAndGet();
    }

    @Override
    public void held(int recipients) {
        held.addAndGet(recipients);
    }

    @Override
    public void heldUsed() {
        heldUsed.incrementAndGet();
    }

    @Override
    public void degraded(String what, RuntimeException cause) {
        degraded.add(what);
    }
}
