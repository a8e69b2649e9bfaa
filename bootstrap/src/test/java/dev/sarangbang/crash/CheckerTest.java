package dev.sarangbang.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.crash.Checker.Finding;
import dev.sarangbang.crash.Checker.Wrong;
import dev.sarangbang.crash.History.Acknowledged;
import dev.sarangbang.crash.History.Seen;
import dev.sarangbang.crash.History.Sent;
import dev.sarangbang.crash.History.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shows the checker histories that are wrong on purpose: a checker that finds nothing proves nothing. */
class CheckerTest {

    private static final Seen OPENED = new Seen(1, "100", "ann", "r", "");
    private static final Seen HELLO = new Seen(2, "110", "ann", "a1", "hello");
    private static final Seen HI = new Seen(3, "120", "bob", "b1", "hi");
    private static final Seen BYE = new Seen(4, "130", "ann", "a2", "bye");

    private static final Map<String, Sent> SENT = Map.of(
            "a1", new Sent("kitchen", "ann", "hello"),
            "b1", new Sent("kitchen", "bob", "hi"),
            "a2", new Sent("kitchen", "ann", "bye"),
            "a3", new Sent("kitchen", "ann", "never answered"));

    private final List<Acknowledged> acknowledged = new ArrayList<>(List.of(
            new Acknowledged("a1", "kitchen", 2, "110"),
            new Acknowledged("b1", "kitchen", 3, "120"),
            new Acknowledged("b1", "kitchen", 3, "120")));

    private List<Seen> phone = List.of(OPENED, HELLO, HI, BYE);
    private List<Seen> laptop = List.of(OPENED, HELLO, HI, BYE);

    @Test
    void a_good_history_is_good_with_retries_and_with_messages_nobody_answered() {
        check();
    }

    @Test
    void what_is_before_one_joined_need_not_be_there() {
        var late = new View("late", "kitchen", 3, 4, List.of(HI, BYE));
        var whole = new View("phone", "kitchen", 1, 4, phone);
        assertThat(Checker.check(new History(SENT, acknowledged, List.of(whole, late))))
                .isEmpty();
    }

    @Test
    void an_acknowledged_message_that_is_gone_everywhere_is_lost() {
        phone = List.of(OPENED, HELLO, new Seen(3, "120", "ann", "a2", "bye"));
        laptop = phone;
        checkFinds(Wrong.LOST, Wrong.SHORT);
    }

    @Test
    void an_acknowledged_message_that_is_gone_from_one_device_is_lost() {
        laptop = List.of(OPENED, HELLO);
        checkFinds(Wrong.LOST, Wrong.SHORT);
    }

    @Test
    void a_message_that_is_there_twice_is_doubled() {
        phone = List.of(OPENED, HELLO, HI, new Seen(4, "130", "ann", "a1", "hello"));
        laptop = phone;
        checkFinds(Wrong.DOUBLED, Wrong.MOVED);
    }

    @Test
    void a_message_nobody_sent_is_invented() {
        phone = List.of(OPENED, HELLO, HI, new Seen(4, "130", "bob", "b9", "boo"));
        laptop = phone;
        checkFinds(Wrong.INVENTED);
    }

    @Test
    void a_message_with_other_words_or_of_another_author_is_invented() {
        phone = List.of(OPENED, HELLO, HI, new Seen(4, "130", "ann", "a2", "by"));
        laptop = phone;
        checkFinds(Wrong.INVENTED);
        phone = List.of(OPENED, HELLO, HI, new Seen(4, "130", "bob", "a2", "bye"));
        laptop = phone;
        checkFinds(Wrong.INVENTED);
    }

    @Test
    void a_message_in_another_room_is_invented_there() {
        var porch = new View("phone", "porch", 1, 1, List.of(new Seen(1, "100", "ann", "a1", "hello")));
        assertThat(Checker.check(new History(SENT, List.of(), List.of(porch))))
                .extracting(Finding::wrong)
                .containsExactly(Wrong.INVENTED);
    }

    @Test
    void a_message_elsewhere_than_was_acknowledged_has_moved() {
        phone = List.of(OPENED, new Seen(2, "110", "bob", "b1", "hi"), new Seen(3, "120", "ann", "a1", "hello"), BYE);
        laptop = phone;
        checkFinds(Wrong.MOVED);
    }

    @Test
    void a_retry_that_is_acknowledged_at_another_place_has_moved() {
        acknowledged.add(new Acknowledged("a1", "kitchen", 4, "130"));
        checkFinds(Wrong.MOVED);
    }

    @Test
    void a_missing_place_is_a_hole() {
        laptop = List.of(OPENED, HELLO, BYE);
        checkFinds(Wrong.HOLE, Wrong.LOST);
        laptop = List.of(HELLO, HI, BYE);
        checkFinds(Wrong.HOLE);
    }

    @Test
    void a_device_that_stops_before_the_end_is_short() {
        laptop = List.of(OPENED, HELLO, HI);
        checkFinds(Wrong.SHORT);
    }

    @Test
    void places_and_ids_that_do_not_grow_are_disorder() {
        laptop = List.of(OPENED, HI, HELLO, BYE);
        checkFinds(Wrong.DISORDERED, Wrong.HOLE);
        phone = List.of(OPENED, HELLO, new Seen(3, "90", "bob", "b1", "hi"), BYE);
        laptop = phone;
        checkFinds(Wrong.DISORDERED, Wrong.MOVED);
    }

    @Test
    void ids_are_compared_as_numbers() {
        var before = new View("phone", "kitchen", 1, 1, List.of(new Seen(1, "99", "ann", "r", "")));
        var after = new View(
                "phone", "porch", 1, 2, List.of(new Seen(1, "99", "ann", "r", ""), new Seen(2, "100", "ann", "s", "")));
        assertThat(Checker.check(new History(SENT, List.of(), List.of(before, after))))
                .isEmpty();
    }

    @Test
    void devices_that_have_different_things_at_one_place_have_diverged() {
        acknowledged.clear();
        laptop = List.of(OPENED, HELLO, new Seen(3, "120", "ann", "a2", "bye"), new Seen(4, "130", "bob", "b1", "hi"));
        checkFinds(Wrong.DIVERGED);
    }

    private List<Finding> check(History history) {
        return Checker.check(history);
    }

    private History history() {
        return new History(
                SENT,
                acknowledged,
                List.of(new View("phone", "kitchen", 1, 4, phone), new View("laptop", "kitchen", 1, 4, laptop)));
    }

    private void check() {
        assertThat(check(history())).isEmpty();
    }

    private void checkFinds(Wrong... wrongs) {
        assertThat(check(history())).extracting(Finding::wrong).contains(wrongs).containsOnly(wrongs);
    }
}
