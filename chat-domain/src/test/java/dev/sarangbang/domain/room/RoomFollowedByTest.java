package dev.sarangbang.domain.room;

import static dev.sarangbang.domain.room.Kitchen.ANN;
import static dev.sarangbang.domain.room.Kitchen.BOB;
import static dev.sarangbang.domain.room.Kitchen.CARL;
import static dev.sarangbang.domain.room.Kitchen.secret;
import static dev.sarangbang.domain.room.Kitchen.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import org.junit.jupiter.api.Test;

/** What someone who knew a room can tell of it from an entry that followed. */
class RoomFollowedByTest {

    private static final MessageText TEXT = new MessageText("on second thought");

    private final Kitchen kitchen = Kitchen.with(BOB).says(ANN, "hello");
    private final Entry hello = kitchen.last();

    @Test
    void by_a_message_or_a_title_it_becomes_just_what_whoever_appended_it_made_of_it() {
        assertFollowed(BOB, new Intent.Say(TEXT));
        assertFollowed(ANN, new Intent.Edit(hello, TEXT));
        assertFollowed(ANN, new Intent.Delete(hello));
        assertFollowed(BOB, new Intent.Rename(title("Garden")));
    }

    @Test
    void by_those_who_come_and_go_it_becomes_what_only_the_log_knows() {
        assertNotFollowed(ANN, new Intent.Invite(CARL));
        assertNotFollowed(CARL, new Intent.Leave());
        assertNotFollowed(CARL, new Intent.Join(secret('a')));
        assertNotFollowed(ANN, new Intent.RenewInvite(secret('c')));
        assertNotFollowed(ANN, new Intent.Remove(BOB, secret('b')));
    }

    @Test
    void an_entry_that_is_not_the_next_is_not_followed() {
        Room before = kitchen.room();
        Entry next = kitchen.says(BOB, "one").last();
        Entry later = kitchen.says(BOB, "two").last();

        assertThat(before.followedBy(hello)).isEmpty();
        assertThat(before.followedBy(later)).isEmpty();
        assertThat(before.followedBy(next).flatMap(room -> room.followedBy(later)))
                .contains(kitchen.room());
        assertThat(new Kitchen().room().followedBy(Kitchen.with(BOB).last())).isEmpty();
    }

    @Test
    void an_entry_of_another_room_is_not_followed() {
        Room before = kitchen.room();
        Entry next = kitchen.says(BOB, "one").last();
        var elsewhere = new Entry(
                new RoomId(78),
                next.sequence(),
                next.id(),
                next.messageNumber(),
                next.author(),
                next.clientId(),
                next.at(),
                next.content());

        assertThat(before.followedBy(elsewhere)).isEmpty();
    }

    private void assertFollowed(AccountId author, Intent intent) {
        Room before = kitchen.room();
        kitchen.does(author, intent);

        assertThat(before.followedBy(kitchen.last())).contains(kitchen.room());
    }

    private void assertNotFollowed(AccountId author, Intent intent) {
        Room before = kitchen.room();
        kitchen.does(author, intent);

        assertThat(before.followedBy(kitchen.last())).isEmpty();
    }
}
