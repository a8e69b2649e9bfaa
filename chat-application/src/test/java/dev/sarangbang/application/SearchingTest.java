package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.Conversation.Finding;
import dev.sarangbang.application.Conversation.Finding.CannotSearch;
import dev.sarangbang.application.Conversation.Finding.Found;
import dev.sarangbang.application.Conversation.Finding.NoSuchRoom;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchingTest {

    private static final Sequence END = new Sequence(Long.MAX_VALUE);
    private static final SearchQuery TEA = SearchQuery.parse("tea").orElseThrow();

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob);

    @Test
    void members_find_what_was_said_newest_first_and_as_it_reads_now() {
        Entry first = north.says(ann, kitchen, "more tea?");
        north.says(ann, kitchen, "or coffee?");
        Entry second = north.says(bob, kitchen, "Tea, please");
        Entry third = north.says(bob, kitchen, "no tea");
        north.deletes(bob, kitchen, Node.freshId(), third.sequence().value()).entry();
        north.edits(ann, kitchen, Node.freshId(), first.sequence().value(), "green tea?")
                .entry();

        assertThat(search(bob, END, 10))
                .isEqualTo(new Found(
                        List.of(
                                new Message(second, new MessageText("Tea, please"), false),
                                new Message(first, new MessageText("green tea?"), true)),
                        false));
    }

    @Test
    void nobody_finds_what_was_said_before_they_came() {
        north.says(ann, kitchen, "tea before cho");
        north.invite(ann, kitchen, cho).entry();
        Entry after = north.says(ann, kitchen, "tea after cho");

        assertThat(found(cho)).containsExactly(after);
    }

    @Test
    void strangers_find_no_room() {
        north.says(ann, kitchen, "tea");

        assertThat(search(cho, END, 10)).isEqualTo(new NoSuchRoom());
        assertThat(north.app().conversation().search(ann.id(), new RoomId(404), TEA, END, 10))
                .isEqualTo(new NoSuchRoom());
    }

    @Test
    void it_is_known_whether_there_is_more_further_back() {
        List<Entry> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.add(0, north.says(ann, kitchen, "tea " + i));
        }
        var page = (Found) search(ann, END, 3);
        assertThat(page.messages()).extracting(Message::entry).isEqualTo(said.subList(0, 3));
        assertThat(page.more()).isTrue();

        var rest = (Found) search(ann, said.get(2).sequence(), 3);
        assertThat(rest.messages()).extracting(Message::entry).isEqualTo(said.subList(3, 5));
        assertThat(rest.more()).isFalse();
        assertThat(((Found) search(ann, END, 5)).more()).isFalse();
    }

    @Test
    void a_search_has_a_limit() {
        assertThatIllegalArgumentException().isThrownBy(() -> search(ann, END, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> search(ann, END, Limits.FOUND_MESSAGES_MAX + 1));
    }

    @Test
    void where_the_log_cannot_be_searched_members_are_told_so_and_strangers_are_not() {
        Ports with = village.ports(village.hub.node());
        var without = new Ports(
                with.roomLog(),
                with.deviceCursors(),
                with.readMarks(),
                with.accounts(),
                with.loginSessions(),
                with.roomDirectory(),
                with.presenceBoard(),
                with.heldMessages(),
                with.syncQueues(),
                with.nodeIds(),
                with.passwordHasher());
        var app = new ChatApplication(without, village.surroundings(), village.tally);
        app.start();

        assertThat(app.conversation().search(ann.id(), kitchen, TEA, END, 10)).isEqualTo(new CannotSearch());
        assertThat(app.conversation().search(cho.id(), kitchen, TEA, END, 10)).isEqualTo(new NoSuchRoom());
    }

    @Test
    void an_outage_of_the_search_is_an_outage() {
        village.search.cutOff();

        assertThatThrownBy(() -> search(ann, END, 10)).isInstanceOf(PortException.class);
        assertThat(north.says(ann, kitchen, "tea all the same")).isNotNull();
    }

    private Finding search(Person caller, Sequence before, int limit) {
        return north.app().conversation().search(caller.id(), kitchen, TEA, before, limit);
    }

    private List<Entry> found(Person caller) {
        return ((Found) search(caller, END, 10))
                .messages().stream().map(Message::entry).toList();
    }
}
