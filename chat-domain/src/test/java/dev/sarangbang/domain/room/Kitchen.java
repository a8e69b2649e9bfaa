package dev.sarangbang.domain.room;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A room that ann opened, and all that happened in it so far. */
final class Kitchen {

    static final AccountId ANN = new AccountId(1);
    static final AccountId BOB = new AccountId(2);
    static final AccountId CARL = new AccountId(3);
    static final AccountId DORA = new AccountId(4);
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final RoomId ID = new RoomId(77);

    private final List<Entry> log = new ArrayList<>();
    private Room room;

    Kitchen() {
        Ruling.Accepted opened = Room.open(
                ID, title("Kitchen"), ANN, secret('a'), new ClientMessageId("open"), new MessageId(1_000), NOON);
        room = opened.next();
        log.add(opened.entry());
    }

    /** With ann, and these who came in after her. */
    static Kitchen with(AccountId... guests) {
        Kitchen kitchen = new Kitchen();
        for (AccountId guest : guests) {
            kitchen.does(ANN, new Intent.Invite(guest));
        }
        return kitchen;
    }

    /** With as many as a room holds: ann, and accounts from 101. */
    static Kitchen full() {
        Kitchen kitchen = new Kitchen();
        for (int i = 1; i < Room.MEMBERS_MAX; i++) {
            kitchen.does(ANN, new Intent.Invite(new AccountId(100 + i)));
        }
        return kitchen;
    }

    Room room() {
        return room;
    }

    List<Entry> log() {
        return log;
    }

    Entry last() {
        return log.get(log.size() - 1);
    }

    List<AccountId> members() {
        return room.members().stream().map(Member::account).toList();
    }

    /** What the room would make of it now. */
    Ruling asked(AccountId author, Intent intent) {
        var draft = new Draft(author, new ClientMessageId("c" + log.size()), intent);
        return room.rule(draft, new MessageId(1_000 + 10L * log.size()), NOON.plusSeconds(log.size()));
    }

    /** Does what the room must accept. */
    Kitchen does(AccountId author, Intent intent) {
        if (!(asked(author, intent) instanceof Ruling.Accepted accepted)) {
            throw new AssertionError(intent + " is not accepted");
        }
        room = accepted.next();
        log.add(accepted.entry());
        return this;
    }

    Kitchen says(AccountId author, String text) {
        return does(author, new Intent.Say(new MessageText(text)));
    }

    static RoomTitle title(String text) {
        return RoomTitle.parse(text).orThrow();
    }

    static InviteSecret secret(char letter) {
        return new InviteSecret(String.valueOf(letter).repeat(22));
    }
}
