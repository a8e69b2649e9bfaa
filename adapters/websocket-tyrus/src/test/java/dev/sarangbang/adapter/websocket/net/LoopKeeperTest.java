package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopKeeperTest {

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final LoopKeeper keeper = new LoopKeeper(loop, new ManualNanos());

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Writes down what is asked of it. */
    private static class Diary extends Watched {
        final List<String> asked = new ArrayList<>();

        @Override
        void sweep(long nowNanos) {
            asked.add("sweep");
        }

        @Override
        void abort() {
            asked.add("abort");
        }

        @Override
        void drain(Duration spread) {
            asked.add("drain " + spread.toSeconds());
        }
    }

    private static final class Broken extends Diary {
        @Override
        void sweep(long nowNanos) {
            throw new StackOverflowError("as told");
        }
    }

    private void onLoop(Runnable task) {
        Callable<Object> call = () -> {
            task.run();
            return null;
        };
        loop.submit(call).syncUninterruptibly();
    }

    @Test
    void an_error_of_one_connection_ends_that_one_and_no_deadline_of_others() {
        var broken = new Broken();
        var other = new Diary();
        onLoop(() -> {
            keeper.watch(broken);
            keeper.watch(other);
            keeper.sweep();
            keeper.sweep();
        });
        assertThat(broken.asked).containsExactly("abort", "abort");
        assertThat(other.asked).containsExactly("sweep", "sweep");
    }

    @Test
    void who_comes_while_everybody_goes_has_to_go_too() {
        var before = new Diary();
        var after = new Diary();
        onLoop(() -> {
            keeper.watch(before);
            keeper.drain(Duration.ofSeconds(7));
            keeper.watch(after);
        });
        assertThat(before.asked).containsExactly("drain 7");
        assertThat(after.asked).containsExactly("drain 7");
    }
}
