package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.Busy;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomLanesTest {

    private final Village village = new Village();
    private final Person ann = village.ann;
    private final RoomId kitchen = village.room(ann);
    private final RoomLanes lanes = lanes();

    @Test
    void a_lane_is_kept_while_its_room_is_in_use() {
        say("hello", new Answer());
        village.settle();
        village.time.passes(Limits.LANE_IDLE.minusSeconds(1));
        lanes.sweep();

        assertThat(lanes.kept()).isEqualTo(1);
    }

    @Test
    void a_lane_is_let_go_when_its_room_has_been_quiet() {
        say("hello", new Answer());
        village.settle();
        village.time.passes(Limits.LANE_IDLE);
        lanes.sweep();

        assertThat(lanes.kept()).isZero();
        var answer = new Answer();
        say("hello again", answer);
        village.settle();
        assertThat(answer.entry()).isNotNull();
        assertThat(lanes.kept()).isEqualTo(1);
    }

    @Test
    void a_lane_in_which_someone_waits_is_not_let_go_however_long() {
        var answer = new Answer();
        say("hello", answer);
        village.time.passes(Limits.LANE_IDLE.multipliedBy(2));
        lanes.sweep();

        assertThat(lanes.kept()).isEqualTo(1);
        village.settle();
        assertThat(answer.isThere()).isTrue();
    }

    @Test
    void a_lane_is_not_let_go_while_it_writes() {
        var answer = new Answer();
        var meanwhile = new Answer();
        say("hello", answer);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            village.time.passes(Limits.LANE_IDLE.multipliedBy(2));
            lanes.sweep();
            say("meanwhile", meanwhile);
        }));
        village.settle();

        assertThat(answer.entry().sequence().next()).isEqualTo(meanwhile.entry().sequence());
        assertThat(lanes.kept()).isEqualTo(1);
    }

    @Test
    void who_comes_after_a_stall_is_not_refused_for_those_who_have_waited_it_out() {
        var slow = new Answer();
        var old = new Answer();
        var fresh = new Answer();
        say("slow", slow);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            say("old", old);
            Duration between = Limits.LANE_WAIT_MAX.minusMillis(1);
            village.time.passes(between);
            say("fresh", fresh);
            village.time.passes(Limits.LANE_PATIENCE.minus(between));
        }));
        village.settle();

        assertThat(slow.entry()).isNotNull();
        assertThat(old.only()).isEqualTo(new Unknown());
        assertThat(fresh.entry().sequence()).isEqualTo(slow.entry().sequence().next());
    }

    @Test
    void nobody_is_made_to_wait_behind_one_who_has_waited_long() {
        var first = new Answer();
        var waiting = new Answer();
        var refused = new Answer();
        var later = new Answer();
        say("first", first);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            say("waiting", waiting);
            village.time.passes(Limits.LANE_WAIT_MAX);
            say("refused", refused);
        }));
        village.settle();
        say("later", later);
        village.settle();

        assertThat(refused.only()).isEqualTo(new Busy());
        assertThat(waiting.entry().sequence())
                .isEqualTo(first.entry().sequence().next());
        assertThat(later.entry().sequence())
                .isEqualTo(waiting.entry().sequence().next());
    }

    @Test
    void what_gathers_in_a_room_that_waits_for_its_turn_is_appended_at_once() {
        RoomLanes one = lanes(village.errands, 1);
        RoomId study = village.room(ann);
        var first = new Answer();
        List<Answer> gathered = new ArrayList<>();
        one.submit(kitchen, draft("first"), first);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            for (int i = 0; i < 5; i++) {
                gathered.add(new Answer());
                one.submit(study, draft("number " + i), gathered.get(i));
            }
            village.errands.settle();
            assertThat(gathered).as("while another room is appended to").noneMatch(Answer::isThere);
        }));
        int appends = village.tally.appends.get();
        village.settle();

        assertThat(first.entry()).isNotNull();
        assertThat(gathered).allMatch(Answer::isThere);
        assertThat(village.tally.appends.get() - appends).isEqualTo(2);
    }

    @Test
    void a_busy_room_lets_others_in_between_its_batches() {
        RoomLanes one = lanes(village.errands, 1);
        RoomId study = village.room(ann);
        List<String> order = new ArrayList<>();
        one.submit(kitchen, draft("first"), outcome -> order.add("kitchen"));
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            one.submit(study, draft("other"), outcome -> order.add("study"));
            one.submit(kitchen, draft("second"), outcome -> order.add("kitchen"));
        }));
        village.settle();

        assertThat(order).containsExactly("kitchen", "study", "kitchen");
    }

    @Test
    void a_room_that_the_log_does_not_answer_for_keeps_the_others_from_it_for_a_moment_only() {
        RoomLanes one = lanes(village.errands, 1);
        RoomId study = village.room(ann);
        var stuck = new Answer();
        var other = new Answer();
        one.submit(kitchen, draft("stuck"), stuck);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            one.submit(study, draft("other"), other);
            village.errands.settle();
            assertThat(other.isThere()).isFalse();
            village.time.passes(Limits.LANE_TURN_MAX);
            one.tick();
            village.errands.settle();
            assertThat(other.isThere()).isTrue();
            assertThat(stuck.isThere()).isFalse();
        }));
        village.settle();

        assertThat(stuck.entry()).isNotNull();
    }

    @Test
    void rooms_that_the_log_does_not_answer_for_do_not_wait_in_the_line_again() {
        RoomLanes one = lanes(village.errands, 1);
        RoomId study = village.room(ann);
        village.log.next(FaultyRoomLog.Fault.LOST, FaultyRoomLog.Fault.LOST);
        var sick = new Answer();
        one.submit(kitchen, draft("sick"), sick);
        village.settle();
        assertThat(sick.isThere()).as("it rests").isFalse();
        village.time.passes(Limits.LANE_REST_MAX);
        one.tick();
        var well = new Answer();
        one.submit(study, draft("well"), well);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            village.errands.settle();
            assertThat(well.isThere()).as("while the log is asked again").isTrue();
        }));
        village.settle();

        assertThat(sick.entry()).isNotNull();
    }

    @Test
    void a_room_that_the_log_did_not_answer_for_is_known_for_it_by_those_who_try_again() {
        RoomLanes one = lanes(village.errands, 1);
        RoomId study = village.room(ann);
        village.log.otherwise(() -> FaultyRoomLog.Fault.LOST);
        var first = new Answer();
        one.submit(kitchen, draft("first"), first);
        for (int i = 0; i < 20 && !first.isThere(); i++) {
            village.settle();
            village.time.passes(Limits.LANE_REST_MAX);
            one.tick();
        }
        assertThat(first.only()).isEqualTo(new Unknown());
        village.log.otherwise(() -> FaultyRoomLog.Fault.NONE);
        var again = new Answer();
        var well = new Answer();
        one.submit(kitchen, draft("again"), again);
        village.log.next(FaultyRoomLog.Fault.after(() -> {
            one.submit(study, draft("well"), well);
            village.errands.settle();
            assertThat(well.isThere())
                    .as("while the log is asked for the other")
                    .isTrue();
        }));
        village.settle();

        assertThat(again.entry()).isNotNull();
        assertThat(well.entry()).isNotNull();
    }

    @Test
    void asking_for_rooms_that_there_are_not_leaves_nothing_behind() {
        for (int i = 1; i <= 1_000; i++) {
            var answer = new Answer();
            lanes.submit(new RoomId(i), draft("anybody?"), answer);
            village.settle();
            answer.isRefusedWith(Reason.NO_SUCH_ROOM);
        }

        assertThat(lanes.kept()).isZero();
    }

    @Test
    void a_reply_may_hand_in_the_next_draft() {
        var second = new Answer();
        var first = new Answer();
        lanes.submit(kitchen, draft("first"), outcome -> {
            first.accept(outcome);
            say("second", second);
        });
        village.settle();

        assertThat(first.entry().sequence().next()).isEqualTo(second.entry().sequence());
    }

    @Test
    void nobody_waits_in_a_lane_that_was_let_go_in_the_middle_of_their_coming() {
        // The lane retires after an outage, while the reply of the last draft in it hands in another.
        var second = new Answer();
        village.log.next((real, change) -> {
            throw new PortException.Corrupt("unreadable");
        });
        lanes.submit(kitchen, draft("first"), outcome -> say("second", second));
        village.settle();

        assertThat(second.entry()).isNotNull();
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void however_often_a_lane_goes_and_comes_everyone_is_answered_in_the_order_they_asked() throws Exception {
        // A lane that knows no room goes whenever it rests, so this one comes and goes all the time.
        var nowhere = new RoomId(404);
        int each = 5_000;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RoomLanes busy = lanes(threads);
            List<Future<BlockingQueue<Integer>>> people = new ArrayList<>();
            for (int person = 0; person < 4; person++) {
                people.add(threads.submit(() -> {
                    BlockingQueue<Integer> answered = new LinkedBlockingQueue<>();
                    // Waited for, not spun on: spinning virtual threads keep the lane itself from ever running.
                    var unanswered = new Semaphore(20);
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        unanswered.acquire();
                        busy.submit(nowhere, draft("anybody?"), outcome -> {
                            answered.add(number);
                            unanswered.release();
                        });
                    }
                    return answered;
                }));
            }
            for (Future<BlockingQueue<Integer>> person : people) {
                for (int i = 0; i < each; i++) {
                    assertThat(person.get().poll(10, TimeUnit.SECONDS)).isEqualTo(i);
                }
                assertThat(person.get()).isEmpty();
            }
            assertThat(busy.waiting()).isZero();
        }
    }

    private void say(String text, Answer answer) {
        lanes.submit(kitchen, draft(text), answer);
    }

    private Draft draft(String text) {
        return new Draft(ann.id(), Node.freshId(), new Intent.Say(new MessageText(text)));
    }

    private RoomLanes lanes() {
        return lanes(village.errands);
    }

    private RoomLanes lanes(Executor executor) {
        return lanes(executor, Surroundings.APPENDS_AT_ONCE_DEFAULT);
    }

    private RoomLanes lanes(Executor executor, int appendsAtOnce) {
        Surroundings still = village.surroundings();
        var surroundings = new Surroundings(
                still.clock(), still.steadyNanos(), still.random(), executor, still.pause(), appendsAtOnce);
        Ports ports = village.ports(village.hub.node());
        var connections = new LiveConnections();
        var fanout = new Fanout(
                ports, connections, new Resyncs(connections), new ToldPresence(), surroundings, village.tally);
        var ids = new Snowflakes(surroundings.clock(), () -> 7, surroundings.pause());
        var writer = new BatchWriter(ports.roomLog(), ports.roomDirectory(), ids, surroundings, fanout, village.tally);
        return new RoomLanes(surroundings, writer, village.tally);
    }
}
