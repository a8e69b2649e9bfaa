package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Hands on step by step, as the test says. */
class InboxTest {

    private final Queue<Runnable> due = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Queue<BooleanSupplier> onTheLoop = new ArrayDeque<>();
    private Runnable whileHandling = () -> {};

    private final Inbox inbox = new Inbox(
            due::add,
            new Inbox.Owner() {
                @Override
                public void reading(BooleanSupplier wanted) {
                    onTheLoop.add(wanted);
                }

                @Override
                public void awaitAppetite() {}

                @Override
                public void failed(Throwable failure) {
                    told.add("failed");
                }
            },
            new SocketListener() {
                @Override
                public void message(String text) {
                    told.add(text);
                    whileHandling.run();
                }

                @Override
                public void closed(int code) {
                    told.add("closed " + code);
                }
            });

    private void run() {
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
        }
    }

    @Test
    void a_listener_that_throws_after_the_end_is_still_told_of_it() {
        whileHandling = () -> {
            inbox.end(1001, false);
            throw new IllegalStateException("as told");
        };
        inbox.offer("one");
        inbox.offer("two");
        run();

        assertThat(told).containsExactly("one", "failed", "closed 1001");
    }

    @Test
    void a_listener_that_throws_before_the_end_is_told_of_it_once() {
        whileHandling = () -> {
            throw new IllegalStateException("as told");
        };
        inbox.offer("one");
        run();
        inbox.end(1011, true);
        run();

        assertThat(told).containsExactly("one", "failed", "closed 1011");
    }

    /** Else reading would go on while a handler is blocked, and the inbox grow without bound. */
    @Test
    void that_there_is_room_counts_only_if_there_still_is_when_the_loop_comes_to_hear_of_it() {
        List<Boolean> heard = new ArrayList<>();
        whileHandling = () -> {
            BooleanSupplier thereIsRoom = onTheLoop.poll();
            if (thereIsRoom != null && heard.isEmpty()) {
                fill(); // by the loop, which is still reading what has come
                heard.add(thereIsRoom.getAsBoolean());
            }
        };
        fill();
        assertThat(onTheLoop.remove().getAsBoolean()).as("full").isFalse();
        run();

        assertThat(heard).containsExactly(false);
        assertThat(inbox.isPaused()).isFalse();
    }

    private void fill() {
        for (int i = 0; i < EdgeLimits.INBOX_MESSAGES_MAX; i++) {
            inbox.offer("more");
        }
    }
}
