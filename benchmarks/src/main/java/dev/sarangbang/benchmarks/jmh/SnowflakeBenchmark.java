package dev.sarangbang.benchmarks.jmh;

import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.id.Snowflakes;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many ids one generator gives out. The format allows 4,096 a millisecond; a generator that keeps up with it is as fast as
 * it can be, and spends the rest of its time waiting for the clock.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SnowflakeBenchmark {

    private final Snowflakes ids = new Snowflakes(InstantSource.system(), () -> 1, () -> LockSupport.parkNanos(20_000));

    /** One thread. */
    @Benchmark
    public MessageId one() {
        return ids.next();
    }

    /** Two threads that share the generator. */
    @Benchmark
    @Threads(2)
    public MessageId two() {
        return ids.next();
    }
}
