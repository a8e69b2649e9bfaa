package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.FaultyRoomLog.Fault;
import dev.sarangbang.domain.delivery.Notice.Appended;
import dev.sarangbang.domain.delivery.Notice.Typing;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Node south = village.node();
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob, cho);
    private final Phone phoneOfAnn = new Phone();
    private final Phone phoneOfBob = new Phone();
    private final Phone phoneOfCho = new Phone();

    @Test
    void what_is_said_is_heard_on_every_node_in_the_order_of_the_log() {
        north.connect(bob, phoneOfBob);
        south.connect(cho, phoneOfCho);
        for (int i = 0; i < 150; i++) {
            north.sends(ann, kitchen, Node.freshId(), "line " + i);
        }
        village.settle();

        List<Entry> said = village.logOf(kitchen).subList(3, 153);
        assertThat(phoneOfBob.entries()).isEqualTo(said);
        assertThat(phoneOfCho.entries()).isEqualTo(said);
    }

    @Test
    void one_event_object_goes_to_all_devices_of_a_node() {
        north.connect(bob, phoneOfBob);
        north.connect(cho, phoneOfCho);
        phoneOfBob.forget();
        north.says(ann, kitchen, "hello");

        assertThat(phoneOfBob.events()).hasSize(1);
        assertThat(phoneOfBob.events().get(0)).isSameAs(phoneOfCho.events().get(0));
    }

    @Test
    void the_connection_that_sent_it_hears_the_answer_and_not_the_push_and_the_authors_others_do_hear_it() {
        var desk = new Phone();
        var away = new Phone();
        Connection connection = north.connect(ann, phoneOfAnn);
        north.app().attendance().connect(ann.who(), new DeviceId("desk"), desk);
        south.connect(ann, away);
        var id = Node.freshId();
        connection.sends(id);
        Entry said = north.says(ann, kitchen, id, "hello").entry();

        assertThat(phoneOfAnn.entries()).isEmpty();
        assertThat(desk.entries()).containsExactly(said);
        assertThat(away.entries()).containsExactly(said);
    }

    @Test
    void an_author_who_hears_of_others_hears_of_all_in_the_order_of_the_log() {
        List<Object> heard = new ArrayList<>();
        var device = new Device() {
            @Override
            public void push(Event event) {
                heard.add(event);
            }

            @Override
            public void end(Ending why) {
                throw new AssertionError("ended: " + why);
            }
        };
        Connection connection = north.connect(ann, device);
        for (int i = 0; i < 10; i++) {
            north.sends(bob, kitchen, Node.freshId(), "bob's " + i);
            var id = Node.freshId();
            connection.sends(id);
            north.app().conversation().send(Node.target(ann, kitchen, id), new MessageText("ann's " + i), heard::add);
        }
        village.settle();

        assertThat(heard.stream().map(ListeningTest::sequenceIn).toList())
                .isEqualTo(village.logOf(kitchen).stream()
                        .skip(3)
                        .map(entry -> entry.sequence().value())
                        .toList());
    }

    @Test
    void somebody_elses_message_under_the_same_id_is_heard() {
        Connection connection = north.connect(ann, phoneOfAnn);
        var id = Node.freshId();
        connection.sends(id);
        Entry bobs = north.says(bob, kitchen, id, "mine").entry();

        assertThat(phoneOfAnn.entries()).containsExactly(bobs);
    }

    @Test
    void who_was_refused_hears_it_when_another_device_of_theirs_says_it_after_all() {
        Connection connection = north.connect(ann, phoneOfAnn);
        var id = Node.freshId();
        connection.sends(id);
        connection.hasOtherAnswer(id);

        Entry said = north.says(ann, kitchen, id, "after all").entry();

        assertThat(phoneOfAnn.entries()).containsExactly(said);
    }

    @Test
    void who_is_refused_what_another_device_of_theirs_has_said_meanwhile_is_told_to_look() {
        Connection connection = north.connect(ann, phoneOfAnn);
        var id = Node.freshId();
        connection.sends(id);
        north.says(ann, kitchen, id, "meanwhile");

        connection.hasOtherAnswer(id);

        assertThat(phoneOfAnn.events()).containsExactly(new Event.Resync());
    }

    @Test
    void only_so_many_own_sends_are_remembered() {
        Connection connection = north.connect(ann, phoneOfAnn);
        var first = Node.freshId();
        connection.sends(first);
        for (int i = 0; i < Limits.OWN_SENDS_REMEMBERED; i++) {
            connection.sends(Node.freshId());
        }
        Entry said = north.says(ann, kitchen, first, "long ago").entry();

        assertThat(phoneOfAnn.entries()).containsExactly(said);
    }

    @Test
    void who_comes_in_hears_of_it_and_who_goes_out_hears_of_it_last() {
        Person dal = village.person("dal");
        var phoneOfDal = new Phone();
        north.connect(bob, phoneOfBob);
        north.connect(dal, phoneOfDal);
        north.says(ann, kitchen, "before");
        Entry joined = north.invite(ann, kitchen, dal).entry();
        Entry between = north.says(ann, kitchen, "between");
        Entry left = north.leave(dal, kitchen).entry();
        Entry removed = north.remove(ann, kitchen, bob).entry();
        north.says(ann, kitchen, "after");

        assertThat(phoneOfDal.entries()).containsExactly(joined, between, left);
        assertThat(phoneOfBob.entries()).hasSize(5).endsWith(left, removed);
    }

    @Test
    void it_makes_no_difference_when_all_that_happens_in_one_batch() {
        Person dal = village.person("dal");
        var phoneOfDal = new Phone();
        north.connect(bob, phoneOfBob);
        north.connect(dal, phoneOfDal);
        north.sends(ann, kitchen, Node.freshId(), "before");
        var joined = new Answer();
        north.app().lobby().invite(Node.target(ann, kitchen, Node.freshId()), dal.username(), joined);
        Answer between = north.sends(dal, kitchen, Node.freshId(), "between");
        var removed = new Answer();
        north.app().lobby().remove(Node.target(ann, kitchen, Node.freshId()), bob.id(), removed);
        Answer after = north.sends(ann, kitchen, Node.freshId(), "after");
        var left = new Answer();
        north.app().lobby().leave(Node.target(dal, kitchen, Node.freshId()), left);
        Answer last = north.sends(ann, kitchen, Node.freshId(), "last");
        int appends = village.log.appends().size();
        village.settle();

        assertThat(village.log.appends()).hasSize(appends + 1).last().isEqualTo(7);
        assertThat(last.isThere()).isTrue();
        assertThat(phoneOfDal.entries())
                .containsExactly(joined.entry(), between.entry(), removed.entry(), after.entry(), left.entry());
        assertThat(phoneOfBob.entries()).hasSize(4).endsWith(removed.entry());
    }

    @Test
    void who_was_removed_through_another_node_hears_nothing_that_comes_later() {
        south.connect(bob, phoneOfBob);
        north.says(ann, kitchen, "before");
        Entry removed = south.remove(ann, kitchen, bob).entry();
        // The north still thinks that Bob is there when it decides on this.
        north.says(ann, kitchen, "after");

        assertThat(phoneOfBob.entries()).hasSize(2).endsWith(removed);
    }

    @Test
    void who_is_removed_by_another_node_in_the_middle_of_an_append_hears_nothing_of_it() {
        south.connect(bob, phoneOfBob);
        List<Answer> removed = new ArrayList<>();
        village.log.next(Fault.after(() -> removed.add(south.remove(ann, kitchen, bob))));
        Entry said = north.says(ann, kitchen, "meanwhile");

        assertThat(said.sequence()).isEqualTo(removed.get(0).entry().sequence().next());
        assertThat(phoneOfBob.entries()).containsExactly(removed.get(0).entry());
        assertThat(village.tally.headMoves).hasValue(1);
    }

    @Test
    void a_device_that_connects_first_and_syncs_then_misses_nothing() {
        north.says(ann, kitchen, "before");
        Connection connection = south.connect(bob, phoneOfBob);
        Entry meanwhile = north.says(ann, kitchen, "while bob catches up");
        List<Entry> synced = south.catchUp(bob, kitchen, 0, 200);
        Entry later = north.says(ann, kitchen, "later");

        assertThat(phoneOfBob.entries()).containsExactly(meanwhile, later);
        assertThat(synced).last().isEqualTo(meanwhile);
        connection.close();
    }

    @Test
    void who_comes_back_while_their_queue_is_being_closed_is_heard_again_though_the_closing_was_not_answered() {
        var queues = new ClosesUnanswered(village.hub.node());
        Node east = village.node(queues);
        east.close(east.connect(bob, new Phone()));
        queues.whileClosing = () -> east.connect(bob, phoneOfBob);
        village.passes(Duration.ofSeconds(11));
        north.says(ann, kitchen, "can you hear me?");
        assertThat(phoneOfBob.entries()).as("his queue is closed").isEmpty();

        village.passes(Duration.ofSeconds(11));

        assertThat(phoneOfBob.events()).contains(new Event.Resync());
        Entry said = north.says(ann, kitchen, "and now?");
        assertThat(phoneOfBob.entries()).containsExactly(said);
    }

    @Test
    void the_others_see_who_is_writing() {
        north.connect(ann, phoneOfAnn);
        south.connect(bob, phoneOfBob);
        Person dal = village.person("dal");
        var phoneOfDal = new Phone();
        north.connect(dal, phoneOfDal);

        north.app().conversation().typing(ann.id(), kitchen);
        north.app().conversation().typing(dal.id(), kitchen);

        assertThat(phoneOfBob.notices(Typing.class)).containsExactly(new Typing(kitchen, ann.id()));
        assertThat(phoneOfAnn.notices(Typing.class)).isEmpty();
        assertThat(phoneOfDal.notices(Typing.class)).isEmpty();
        assertThat(phoneOfBob.events()).allMatch(Event::isEphemeral);
    }

    private static long sequenceIn(Object heard) {
        if (heard instanceof ChangeOutcome.Changed(var entry)) {
            return entry.sequence().value();
        }
        var happened = (Event.Happened) heard;
        return ((Appended) happened.notice()).entry().sequence().value();
    }
}
