package dev.sarangbang.adapter.simulation.schedule;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Decisions that follow from the seed. Each purpose draws from a stream of its own, so that one decision more or less in one place
 * leaves those in all other places as they were; that is what makes a failing history small.
 */
public final class Chance {

    private final SplittableRandom random;

    private Chance(long state) {
        random = new SplittableRandom(state);
    }

    /** The stream of {@code seed} for one purpose of one thing. */
    public static Chance of(long seed, String purpose, long thing) {
        long mixed = mix(seed) ^ mix(purpose.hashCode() * 0x9E37_79B9_7F4A_7C15L) ^ mix(~thing);
        return new Chance(mix(mixed));
    }

    /** True once in {@code n} times. */
    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** True with the given probability. */
    public boolean with(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to {@code bound}, exclusive. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code low} to {@code high}, both inclusive. */
    public long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    /** Between {@code low} and {@code high} nanoseconds, every order of magnitude as likely as the next. */
    public long spread(long low, long high) {
        double exponent = random.nextDouble() * Math.log((double) high / low);
        return (long) (low * Math.exp(exponent));
    }

    /** One of {@code options}. */
    public <T> T oneOf(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** For those who need a plain generator. */
    public RandomGenerator generator() {
        return random;
    }

    private static long mix(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
