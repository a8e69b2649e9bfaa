package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.AlreadySo;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private static final RoomId NOWHERE = new RoomId(404);

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;

    @Test
    void who_opens_a_room_is_its_host_and_only_member() {
        Entry first = north.create(ann, "The kitchen").entry();

        assertThat(first.content()).isEqualTo(new Content.RoomCreated(new RoomTitle("The kitchen")));
        assertThat(first.sequence()).isEqualTo(new Sequence(1));
        Room room = village.head(first.room());
        assertThat(members(room)).containsExactly(ann.id());
        assertThat(room.isHost(ann.id())).isTrue();
        assertThat(north.rooms(ann)).containsOnlyKeys(first.room());
    }

    @Test
    void any_member_may_rename_a_room() {
        RoomId kitchen = village.room(ann, bob);

        Entry renamed =
                north.rename(bob, kitchen, Node.freshId(), "Where we cook").entry();

        assertThat(renamed.content()).isEqualTo(new Content.TitleChanged(new RoomTitle("Where we cook")));
        assertThat(village.head(kitchen).title()).isEqualTo(new RoomTitle("Where we cook"));
    }

    @Test
    void to_rename_a_room_to_its_own_title_changes_nothing() {
        RoomId kitchen = village.room(ann);

        assertThat(north.rename(ann, kitchen, Node.freshId(), "The kitchen").only())
                .isEqualTo(new AlreadySo());
        assertThat(village.logOf(kitchen)).hasSize(1);
    }

    @Test
    void any_member_may_invite_by_name() {
        RoomId kitchen = village.room(ann, bob);

        Entry joined = north.invite(bob, kitchen, cho).entry();

        assertThat(joined.content()).isEqualTo(new Content.MemberJoined(cho.id()));
        assertThat(members(village.head(kitchen))).containsExactly(ann.id(), bob.id(), cho.id());
        assertThat(north.rooms(cho)).containsOnlyKeys(kitchen);
    }

    @Test
    void to_invite_a_member_changes_nothing() {
        RoomId kitchen = village.room(ann, bob);

        assertThat(north.invite(ann, kitchen, bob).only()).isEqualTo(new AlreadySo());
    }

    @Test
    void nobody_can_be_invited_by_a_name_that_nobody_has() {
        RoomId kitchen = village.room(ann);

        north.invite(ann, kitchen, Node.freshId(), new Username("nobody")).isRefusedWith(Reason.NO_SUCH_ACCOUNT);
    }

    @Test
    void a_stranger_cannot_find_out_by_inviting_who_has_an_account() {
        RoomId kitchen = village.room(ann);

        north.invite(bob, kitchen, cho).isRefusedWith(Reason.NO_SUCH_ROOM);
        north.invite(bob, kitchen, Node.freshId(), new Username("nobody")).isRefusedWith(Reason.NO_SUCH_ROOM);
    }

    @Test
    void whoever_has_the_link_may_join() {
        RoomId kitchen = village.room(ann);

        Entry joined = north.join(bob, kitchen).entry();

        assertThat(joined.content()).isEqualTo(new Content.MemberJoined(bob.id()));
        assertThat(joined.author()).isEqualTo(bob.id());
        assertThat(north.join(bob, kitchen).only()).isEqualTo(new AlreadySo());
    }

    @Test
    void a_wrong_link_opens_no_room_and_does_not_tell_whether_there_is_one() {
        RoomId kitchen = village.room(ann);
        InviteSecret wrong = InviteSecret.parse("AAAAAAAAAAAAAAAAAAAAAA").orElseThrow();

        north.join(bob, kitchen, Node.freshId(), wrong).isRefusedWith(Reason.INVITE_INVALID);
        north.join(bob, NOWHERE, Node.freshId(), wrong).isRefusedWith(Reason.INVITE_INVALID);
        assertThat(village.directory.port().of(bob.id())).isEmpty();
    }

    @Test
    void the_host_may_renew_the_link_and_the_old_one_is_dead() {
        RoomId kitchen = village.room(ann, bob);
        InviteSecret old = village.head(kitchen).invite();

        north.renewInvite(bob, kitchen, Node.freshId()).isRefusedWith(Reason.NOT_HOST);
        assertThat(north.renewInvite(ann, kitchen, Node.freshId()).entry().content())
                .isEqualTo(new Content.InviteRenewed());

        north.join(cho, kitchen, Node.freshId(), old).isRefusedWith(Reason.INVITE_INVALID);
        north.join(cho, kitchen).entry();
    }

    @Test
    void when_the_host_leaves_the_next_in_line_takes_over() {
        RoomId kitchen = village.room(ann, bob, cho);

        assertThat(north.leave(ann, kitchen).entry().content()).isEqualTo(new Content.MemberLeft());

        assertThat(village.head(kitchen).isHost(bob.id())).isTrue();
        assertThat(north.rooms(ann)).isEmpty();
        assertThat(village.directory.port().of(ann.id())).isEmpty();
    }

    @Test
    void a_room_that_all_have_left_cannot_be_entered_again() {
        RoomId kitchen = village.room(ann);
        north.leave(ann, kitchen).entry();

        north.join(ann, kitchen).isRefusedWith(Reason.INVITE_INVALID);
    }

    @Test
    void the_host_may_remove_a_member_and_the_link_is_renewed_with_it() {
        RoomId kitchen = village.room(ann, bob, cho);
        InviteSecret old = village.head(kitchen).invite();

        Entry removed = north.remove(ann, kitchen, bob).entry();

        assertThat(removed.content()).isEqualTo(new Content.MemberRemoved(bob.id()));
        assertThat(members(village.head(kitchen))).containsExactly(ann.id(), cho.id());
        assertThat(village.directory.port().of(bob.id())).isEmpty();
        north.join(bob, kitchen, Node.freshId(), old).isRefusedWith(Reason.INVITE_INVALID);
    }

    @Test
    void only_the_host_removes_and_only_who_is_there() {
        RoomId kitchen = village.room(ann, bob);

        north.remove(bob, kitchen, ann).isRefusedWith(Reason.NOT_HOST);
        north.remove(ann, kitchen, cho).isRefusedWith(Reason.NO_SUCH_MEMBER);
        north.remove(ann, kitchen, ann).isRefusedWith(Reason.NO_SUCH_MEMBER);
        assertThat(village.logOf(kitchen)).hasSize(2);
    }

    @Test
    void to_strangers_there_is_no_such_room_whatever_they_ask() {
        RoomId kitchen = village.room(ann, bob);
        int before = village.logOf(kitchen).size();

        for (RoomId room : List.of(kitchen, NOWHERE)) {
            north.rename(cho, room, Node.freshId(), "Mine").isRefusedWith(Reason.NO_SUCH_ROOM);
            north.invite(cho, room, bob).isRefusedWith(Reason.NO_SUCH_ROOM);
            north.renewInvite(cho, room, Node.freshId()).isRefusedWith(Reason.NO_SUCH_ROOM);
            north.leave(cho, room).isRefusedWith(Reason.NO_SUCH_ROOM);
            north.remove(cho, room, bob).isRefusedWith(Reason.NO_SUCH_ROOM);
            north.says(cho, room, Node.freshId(), "hello?").isRefusedWith(Reason.NO_SUCH_ROOM);
            assertThat(north.app().lobby().room(cho.id(), Node.PHONE, room)).isEmpty();
        }
        assertThat(village.logOf(kitchen)).hasSize(before);
    }

    @Test
    void an_eleventh_member_finds_the_room_full() {
        Person[] guests = village.people("guest", Room.MEMBERS_MAX - 1).toArray(Person[]::new);
        RoomId kitchen = village.room(ann, guests);

        north.join(bob, kitchen).isRefusedWith(Reason.ROOM_FULL);
        north.invite(ann, kitchen, cho).isRefusedWith(Reason.ROOM_FULL);

        assertThat(village.head(kitchen).members()).hasSize(Room.MEMBERS_MAX);
        assertThat(village.directory.port().of(bob.id())).isEmpty();
        north.leave(guests[3], kitchen).entry();
        north.join(bob, kitchen).entry();
    }

    @Test
    void nobody_is_in_more_rooms_than_anyone_can_be() {
        RoomId full = village.room(bob);
        for (int i = 0; i < Limits.ROOMS_PER_ACCOUNT_MAX; i++) {
            north.create(ann, "Room " + i).entry();
        }

        north.create(ann, "One more").isRefusedWith(Reason.TOO_MANY_ROOMS);
        north.join(ann, full).isRefusedWith(Reason.TOO_MANY_ROOMS);
        north.invite(bob, full, ann).isRefusedWith(Reason.TOO_MANY_ROOMS);

        north.leave(ann, north.rooms(ann).keySet().iterator().next()).entry();
        north.invite(bob, full, ann).entry();
        assertThat(north.rooms(ann)).hasSize(Limits.ROOMS_PER_ACCOUNT_MAX);
    }

    @Test
    void a_room_once_left_does_not_count_though_the_directory_still_names_it() {
        for (int i = 0; i < Limits.ROOMS_PER_ACCOUNT_MAX; i++) {
            north.create(ann, "Room " + i).entry();
        }
        village.directory.cutOff("remove");
        north.leave(ann, north.rooms(ann).keySet().iterator().next()).entry();
        assertThat(village.directory.port().of(ann.id())).hasSize(Limits.ROOMS_PER_ACCOUNT_MAX);
        assertThat(village.tally.degraded).containsExactly("directory");

        north.create(ann, "In its place").entry();
    }

    @Test
    void rooms_are_listed_with_the_newest_activity_first() {
        RoomId kitchen = village.room(ann);
        RoomId garden = village.room(ann);
        north.says(ann, kitchen, "soup is ready");

        assertThat(north.app().lobby().rooms(ann.id(), Node.PHONE))
                .extracting(summary -> summary.room().id())
                .containsExactly(kitchen, garden);
    }

    @Test
    void accounts_are_looked_up_up_to_a_limit() {
        List<Person> people = village.people("p", Limits.ACCOUNTS_LOOKED_UP_MAX + 1);

        assertThat(north.app().lobby().accounts(List.of(ann.id(), new AccountId(404))))
                .containsOnlyKeys(ann.id());
        assertThat(north.app().lobby().accounts(people.stream().map(Person::id).toList()))
                .hasSize(Limits.ACCOUNTS_LOOKED_UP_MAX);
    }

    private static List<AccountId> members(Room room) {
        return room.members().stream().map(Member::account).toList();
    }
}
