package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a whole log says about its room, worked out from the entries alone: a second opinion on {@link Room}. */
final class Replay {

    private final Map<AccountId, Member> members = new LinkedHashMap<>();
    private final Map<Sequence, AccountId> said = new HashMap<>();
    private final Set<List<Object>> named = new HashSet<>();
    private RoomTitle title = RoomTitle.parse("?").orThrow();
    private MessageId above = MessageId.NONE;
    private long sequence;
    private long messages;

    private Replay() {}

    /** Checks that {@code log} is a log, and that {@code room} is what it makes. The invite secret is in no entry. */
    static void agrees(List<Entry> log, Room room) {
        Replay replay = new Replay();
        log.forEach(replay::add);
        Entry last = log.get(log.size() - 1);

        assertThat(room.epoch()).isEqualTo(new Epoch(log.get(0).id().value()));
        assertThat(room.title()).isEqualTo(replay.title);
        assertThat(room.members()).isEqualTo(new ArrayList<>(replay.members.values()));
        assertThat(room.head()).isEqualTo(new Head(last.sequence(), last.id(), replay.messages, last.at()));
    }

    private void add(Entry entry) {
        sequence++;
        messages += entry.content() instanceof Content.Text ? 1 : 0;
        assertThat(entry.sequence().value()).as("sequences are dense").isEqualTo(sequence);
        assertThat(entry.id()).as("ids increase").isGreaterThan(above);
        assertThat(entry.messageNumber()).as("messages are counted").isEqualTo(messages);
        assertThat(named.add(List.of(entry.author(), entry.clientId())))
                .as("%s is there once", entry)
                .isTrue();
        above = entry.id();
        apply(entry);
        if (entry.content() instanceof Content.Text) {
            said.put(entry.sequence(), entry.author());
        }
        members.computeIfPresent(
                entry.author(), (account, was) -> new Member(account, was.joined(), entry.sequence(), messages));
        assertThat(members).hasSizeLessThanOrEqualTo(Room.MEMBERS_MAX);
    }

    private void apply(Entry entry) {
        switch (entry.content()) {
            case Content.RoomCreated(var first) -> {
                assertThat(entry.sequence().value()).isEqualTo(1);
                title = first;
                enter(entry.author(), entry);
            }
            case Content.TitleChanged(var changed) -> title = changed;
            case Content.MemberJoined(var member) -> enter(member, entry);
            case Content.MemberLeft() -> leave(entry.author());
            case Content.MemberRemoved(var member) -> leave(member);
            case Content.Text(var ignored, var replyTo) -> {
                isMember(entry.author());
                replyTo.ifPresent(message -> isMessageFor(entry, message));
            }
            case Content.TextEdited(var message, var ignored) -> isOwnMessage(entry, message);
            case Content.TextDeleted(var message) -> isOwnMessage(entry, message);
            case Content.InviteRenewed() -> isMember(entry.author());
        }
    }

    private void enter(AccountId account, Entry entry) {
        assertThat(members).as("who joins was not in").doesNotContainKey(account);
        members.put(account, new Member(account, entry.sequence(), entry.sequence(), messages));
    }

    private void leave(AccountId account) {
        isMember(account);
        members.remove(account);
    }

    private void isOwnMessage(Entry entry, Sequence message) {
        isMessageFor(entry, message);
        assertThat(said).as("who amends a message said it").containsEntry(message, entry.author());
    }

    private void isMessageFor(Entry entry, Sequence message) {
        isMember(entry.author());
        assertThat(said).as("what is answered or amended is a message").containsKey(message);
        assertThat(members)
                .as("who answers or amends was there")
                .hasEntrySatisfying(
                        entry.author(), member -> assertThat(member.joined()).isLessThan(message));
    }

    private void isMember(AccountId account) {
        assertThat(members).as("who acts is a member").containsKey(account);
    }
}
