package dev.sarangbang.adapter.redis;

import java.time.Instant;

/**
 * By which clock leases are counted. Nodes disagree about the time, and one whose clock is ahead would see the others' leases lapse early;
 * so it is Redis' own, which all of them share. Tests, which cannot wait for a lease to lapse, bring a clock along.
 */
interface LeaseClock {

    /** That of Redis: to scripts, nothing stands for that. */
    LeaseClock OF_REDIS = now -> "";

    /** What a script is told for now, which is {@code now} by this node's clock. */
    String toScript(Instant now);
}
