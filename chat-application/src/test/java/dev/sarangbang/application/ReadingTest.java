package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sarangbang.application.Conversation.MarkOutcome;
import dev.sarangbang.domain.delivery.Notice.ReadMoved;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;

    @Test
    void unread_is_what_others_said_after_ones_mark() {
        RoomId kitchen = village.room(ann, bob);
        north.says(ann, kitchen, "one");
        Entry two = north.says(ann, kitchen, "two");
        north.says(ann, kitchen, "three");
        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(3);
        assertThat(north.summary(ann, kitchen).unread()).isZero();

        north.reads(bob, kitchen, two.sequence().value());

        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(1);
        assertThat(north.summary(bob, kitchen).read()).isEqualTo(two.sequence());
    }

    @Test
    void who_writes_has_read_what_stands_above() {
        RoomId kitchen = village.room(ann, bob);
        north.says(ann, kitchen, "one");
        Entry reply = north.says(bob, kitchen, "yes?");
        north.says(ann, kitchen, "two");

        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(1);
        assertThat(north.summary(bob, kitchen).read()).isEqualTo(reply.sequence());
    }

    @Test
    void what_was_said_before_someone_came_is_not_unread_to_them() {
        RoomId kitchen = village.room(ann);
        north.says(ann, kitchen, "one");
        north.invite(ann, kitchen, bob).entry();
        assertThat(north.summary(bob, kitchen).unread()).isZero();

        north.says(ann, kitchen, "two");
        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(1);
    }

    @Test
    void comings_and_goings_are_not_unread() {
        RoomId kitchen = village.room(ann, bob);
        north.invite(ann, kitchen, cho).entry();
        north.leave(cho, kitchen).entry();

        assertThat(north.summary(bob, kitchen).unread()).isZero();
    }

    @Test
    void a_mark_never_goes_back() {
        RoomId kitchen = village.room(ann, bob);
        for (int i = 0; i < 5; i++) {
            north.says(ann, kitchen, "line " + i);
        }
        assertThat(north.reads(bob, kitchen, 6)).isEqualTo(MarkOutcome.MARKED);
        assertThat(north.reads(bob, kitchen, 4)).isEqualTo(MarkOutcome.MARKED);
        assertThat(north.reads(bob, kitchen, 1)).isEqualTo(MarkOutcome.MARKED);

        assertThat(north.summary(bob, kitchen).read()).isEqualTo(new Sequence(6));
    }

    @Test
    void nobody_has_read_what_is_not_there() {
        RoomId kitchen = village.room(ann, bob);

        assertThat(north.reads(bob, kitchen, 3)).isEqualTo(MarkOutcome.BAD_POSITION);
        assertThat(north.reads(bob, kitchen, 0)).isEqualTo(MarkOutcome.BAD_POSITION);
        assertThat(north.reads(cho, kitchen, 1)).isEqualTo(MarkOutcome.NO_SUCH_ROOM);
        assertThat(north.app().conversation().markRead(bob.id(), kitchen, new Epoch(1), new Sequence(1)))
                .isEqualTo(MarkOutcome.BAD_POSITION);
    }

    @Test
    void all_members_and_all_devices_learn_how_far_someone_has_read_and_only_when_they_got_further() {
        RoomId kitchen = village.room(ann, bob, cho);
        Node south = village.node();
        var phoneOfAnn = new Phone();
        var phoneOfBob = new Phone();
        var phoneOfDal = new Phone();
        north.connect(ann, phoneOfAnn);
        south.connect(bob, phoneOfBob);
        south.connect(village.person("dal"), phoneOfDal);
        Entry said = north.says(ann, kitchen, "hello");

        south.reads(bob, kitchen, said.sequence().value());
        south.reads(bob, kitchen, said.sequence().value());
        north.reads(bob, kitchen, said.sequence().value() - 1);

        var moved = new ReadMoved(kitchen, bob.id(), said.sequence());
        assertThat(phoneOfAnn.notices(ReadMoved.class)).containsExactly(moved);
        assertThat(phoneOfBob.notices(ReadMoved.class)).containsExactly(moved);
        assertThat(phoneOfDal.notices(ReadMoved.class)).isEmpty();
    }

    @Test
    void who_opens_a_room_sees_how_far_each_has_read() {
        RoomId kitchen = village.room(ann, bob, cho);
        Entry first = north.says(ann, kitchen, "one");
        Entry second = north.says(cho, kitchen, "two");
        north.reads(bob, kitchen, first.sequence().value());

        assertThat(north.app()
                        .lobby()
                        .room(ann.id(), Node.PHONE, kitchen)
                        .orElseThrow()
                        .guests())
                .extracting(
                        guest -> guest.account().id(), guest -> guest.joined().value(), guest -> guest.read())
                .containsExactly(
                        tuple(ann.id(), 1L, first.sequence()),
                        tuple(bob.id(), 2L, first.sequence()),
                        tuple(cho.id(), 3L, second.sequence()));
    }

    @Test
    void a_mark_of_an_older_life_of_the_room_does_not_count() {
        RoomId kitchen = village.room(ann, bob);
        north.says(ann, kitchen, "one");
        north.reads(bob, kitchen, 3);
        village.log.otherLife(kitchen, new Epoch(Long.MAX_VALUE));

        assertThat(north.summary(bob, kitchen).read()).isEqualTo(new Sequence(2));
        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(1);
    }

    @Test
    void the_newest_message_is_shown_if_it_is_near_the_end_and_may_be_seen() {
        RoomId kitchen = village.room(ann);
        assertThat(north.summary(ann, kitchen).last()).isEmpty();
        Entry said = north.says(ann, kitchen, "hello");
        north.invite(ann, kitchen, bob).entry();
        assertThat(north.summary(ann, kitchen).last()).map(Message::entry).contains(said);
        assertThat(north.summary(bob, kitchen).last()).isEmpty();

        for (int i = 0; i < Limits.PREVIEW_ENTRIES; i++) {
            north.renewInvite(ann, kitchen, Node.freshId()).entry();
        }
        assertThat(north.summary(ann, kitchen).last()).isEmpty();
    }

    @Test
    void whatever_happens_unread_is_what_a_recount_of_the_log_gives() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        RoomId kitchen = village.room(ann, bob, cho);
        Person[] people = {ann, bob, cho};
        for (int step = 0; step < 600; step++) {
            Person someone = people[random.nextInt(people.length)];
            boolean isMember = village.head(kitchen).member(someone.id()).isPresent();
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> north.says(someone, kitchen, Node.freshId(), "line " + step);
                case 4, 5, 6 -> {
                    long head = village.head(kitchen).head().sequence().value();
                    north.reads(someone, kitchen, 1 + random.nextLong(head));
                }
                case 7 -> north.rename(someone, kitchen, Node.freshId(), "Kitchen " + step);
                case 8 -> {
                    long some = 1
                            + random.nextLong(
                                    village.head(kitchen).head().sequence().value());
                    north.edits(someone, kitchen, Node.freshId(), some, "other line " + step);
                    north.deletes(someone, kitchen, Node.freshId(), some);
                }
                case 9 -> {
                    if (isMember && village.head(kitchen).members().size() > 1) {
                        north.leave(someone, kitchen);
                    }
                }
                default -> north.join(someone, kitchen);
            }
            for (Person person : people) {
                if (village.head(kitchen).member(person.id()).isPresent()) {
                    assertThat(north.summary(person, kitchen).unread())
                            .as("seed %s step %s %s", seed, step, person.username())
                            .isEqualTo(recount(person, kitchen));
                }
            }
        }
    }

    private long recount(Person person, RoomId room) {
        Sequence read = north.summary(person, room).read();
        return village.logOf(room).stream()
                .filter(entry -> entry.sequence().isAfter(read))
                .filter(entry -> entry.content() instanceof Content.Text)
                .filter(entry -> !entry.author().equals(person.id()))
                .count();
    }
}
