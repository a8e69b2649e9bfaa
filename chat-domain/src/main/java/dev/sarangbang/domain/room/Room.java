package dev.sarangbang.domain.room;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.room.Ruling.Accepted;
import dev.sarangbang.domain.room.Ruling.Refused;
import dev.sarangbang.domain.room.Ruling.Unchanged;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A room as it stands at the end of its log.
 *
 * <p>A room is born with its first entry and lives by one rule: it changes only by an entry that is appended to its log, and
 * only together with that entry. So the room never says anything that its log does not, and whoever has read the log up to
 * some entry knows the room as it was then. {@link #rule} decides what a draft would make of it; the decision counts once
 * the log has accepted it, which it does only if nobody else was faster.
 *
 * <p>The member who has been in the room longest is its host. The host may remove others and renew the invite link; when
 * the host leaves, the next in line takes over. A room whose last member has left stays in its log, and nobody can enter.
 *
 * <p>Immutable. {@code members} are in the order they joined.
 */
public record Room(RoomId id, Epoch epoch, RoomTitle title, List<Member> members, InviteSecret invite, Head head) {

    /** The most members a room has. */
    public static final int MEMBERS_MAX = 10;

    public Room {
        members = List.copyOf(members);
        if (members.size() > MEMBERS_MAX) {
            throw new IllegalArgumentException("too many members: " + members.size());
        }
        if (members.stream().map(Member::account).distinct().count() != members.size()) {
            throw new IllegalArgumentException("a member twice");
        }
    }

    /** A new room and its first entry. The epoch of its log is the id of that entry. */
    public static Accepted open(
            RoomId id,
            RoomTitle title,
            AccountId host,
            InviteSecret invite,
            ClientMessageId clientId,
            MessageId messageId,
            Instant at) {
        var first = new Sequence(1);
        var entry = new Entry(id, first, messageId, 0, host, clientId, at, new Content.RoomCreated(title));
        var member = new Member(host, first, first, 0);
        var room = new Room(id, new Epoch(messageId.value()), title, List.of(member), invite, Head.at(entry));
        return new Accepted(room, entry);
    }

    /**
     * What comes of {@code draft}, if it were the next entry, with {@code messageId}, at {@code at}. The id must be above
     * that of the last entry.
     */
    public Ruling rule(Draft draft, MessageId messageId, Instant at) {
        if (messageId.compareTo(head.messageId()) <= 0) {
            throw new IllegalArgumentException(messageId + " is not above " + head.messageId());
        }
        AccountId author = draft.author();
        if (!(draft.intent() instanceof Intent.Join) && member(author).isEmpty()) {
            return new Refused(Refusal.NOT_A_MEMBER);
        }
        return switch (draft.intent()) {
            case Intent.Say(var ignored, var replyTo) -> say(draft, messageId, at, replyTo);
            case Intent.Edit(var message, var ignored) -> amend(draft, messageId, at, message);
            case Intent.Delete(var message) -> amend(draft, messageId, at, message);
            case Intent.Rename(var newTitle) ->
                newTitle.equals(title) ? new Unchanged() : accept(draft, messageId, at, newTitle, members, invite);
            case Intent.Invite(var guest) -> admit(draft, messageId, at, guest);
            case Intent.Join(var secret) -> join(draft, messageId, at, secret);
            case Intent.Leave ignored -> accept(draft, messageId, at, title, without(author), invite);
            case Intent.Remove(var member, var renewed) -> remove(draft, messageId, at, member, renewed);
            case Intent.RenewInvite(var renewed) ->
                isHost(author) ? accept(draft, messageId, at, title, members, renewed) : new Refused(Refusal.NOT_HOST);
        };
    }

    /**
     * The room after {@code entry}, which is in its log; empty unless that is the very next entry and tells all that changes by it. One by
     * which people come or go does not: it has no invite link in it.
     */
    public Optional<Room> followedBy(Entry entry) {
        if (!entry.room().equals(id) || !entry.sequence().equals(head.sequence().next())) {
            return Optional.empty();
        }
        return switch (entry.content()) {
            case Content.Text ignored -> Optional.of(next(entry, title, members, invite));
            case Content.TextEdited ignored -> Optional.of(next(entry, title, members, invite));
            case Content.TextDeleted ignored -> Optional.of(next(entry, title, members, invite));
            case Content.TitleChanged(var changed) -> Optional.of(next(entry, changed, members, invite));
            case Content.RoomCreated ignored -> Optional.empty();
            case Content.MemberJoined ignored -> Optional.empty();
            case Content.MemberLeft ignored -> Optional.empty();
            case Content.MemberRemoved ignored -> Optional.empty();
            case Content.InviteRenewed ignored -> Optional.empty();
        };
    }

    /** The member who is {@code account}, or empty if it is not in the room. */
    public Optional<Member> member(AccountId account) {
        for (Member member : members) {
            if (member.account().equals(account)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code account} is the host: the member who has been here longest. */
    public boolean isHost(AccountId account) {
        return !members.isEmpty() && members.get(0).account().equals(account);
    }

    /** The place of the last entry, as a device that has everything holds it. */
    public Position position() {
        return new Position(epoch, head.sequence(), head.messageId());
    }

    /** How far {@code member} has read, given the mark that is stored for them if any: their own entries count as read. */
    public ReadMark readBy(Member member, Optional<ReadMark> stored) {
        var acted = new ReadMark(epoch, member.lastActed(), member.lastActedNumber());
        return stored.filter(mark -> mark.epoch().equals(epoch))
                .map(mark -> ReadMark.max(mark, acted))
                .orElse(acted);
    }

    /** How many messages {@code member} has not read. */
    public long unreadBy(Member member, Optional<ReadMark> stored) {
        return Math.max(0, head.messageNumber() - readBy(member, stored).messageNumber());
    }

    private Ruling say(Draft draft, MessageId messageId, Instant at, Optional<Entry> replyTo) {
        return replyTo.isEmpty() || isMessageFor(draft.author(), replyTo.get())
                ? accept(draft, messageId, at, title, members, invite)
                : new Refused(Refusal.NO_SUCH_MESSAGE);
    }

    /** To change a message that is deleted already is accepted, and means nothing: see {@link Amendments}. */
    private Ruling amend(Draft draft, MessageId messageId, Instant at, Entry message) {
        if (!isMessageFor(draft.author(), message)) {
            return new Refused(Refusal.NO_SUCH_MESSAGE);
        }
        return message.author().equals(draft.author())
                ? accept(draft, messageId, at, title, members, invite)
                : new Refused(Refusal.NOT_AUTHOR);
    }

    /** Whether {@code entry} is a message in this log, and {@code account}, who is in the room, was there when it was said. */
    private boolean isMessageFor(AccountId account, Entry entry) {
        return entry.room().equals(id)
                && entry.content().isMessage()
                && !entry.sequence().isAfter(head.sequence())
                && member(account)
                        .filter(member -> !entry.sequence().isBefore(member.joined()))
                        .isPresent();
    }

    private Ruling join(Draft draft, MessageId messageId, Instant at, InviteSecret secret) {
        if (member(draft.author()).isPresent()) {
            return new Unchanged();
        }
        if (members.isEmpty() || !secret.equals(invite)) {
            return new Refused(Refusal.INVITE_INVALID);
        }
        return admit(draft, messageId, at, draft.author());
    }

    private Ruling admit(Draft draft, MessageId messageId, Instant at, AccountId guest) {
        if (member(guest).isPresent()) {
            return new Unchanged();
        }
        if (members.size() == MEMBERS_MAX) {
            return new Refused(Refusal.ROOM_FULL);
        }
        Sequence here = head.sequence().next();
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(guest, here, here, head.messageNumber()));
        return accept(draft, messageId, at, title, more, invite);
    }

    private Ruling remove(Draft draft, MessageId messageId, Instant at, AccountId member, InviteSecret renewed) {
        if (!isHost(draft.author())) {
            return new Refused(Refusal.NOT_HOST);
        }
        if (isHost(member) || member(member).isEmpty()) {
            return new Refused(Refusal.NO_SUCH_MEMBER);
        }
        return accept(draft, messageId, at, title, without(member), renewed);
    }

    private Accepted accept(
            Draft draft,
            MessageId messageId,
            Instant at,
            RoomTitle nextTitle,
            List<Member> nextMembers,
            InviteSecret nextInvite) {
        AccountId author = draft.author();
        Content content = draft.intent().content(author);
        Sequence here = head.sequence().next();
        long number = head.messageNumber() + (content.isMessage() ? 1 : 0);
        var entry = new Entry(id, here, messageId, number, author, draft.clientId(), at, content);
        return new Accepted(next(entry, nextTitle, nextMembers, nextInvite), entry);
    }

    private Room next(Entry entry, RoomTitle nextTitle, List<Member> nextMembers, InviteSecret nextInvite) {
        AccountId author = entry.author();
        List<Member> acted = new ArrayList<>(nextMembers.size());
        for (Member member : nextMembers) {
            acted.add(
                    member.account().equals(author)
                            ? new Member(author, member.joined(), entry.sequence(), entry.messageNumber())
                            : member);
        }
        return new Room(id, epoch, nextTitle, acted, nextInvite, Head.at(entry));
    }

    private List<Member> without(AccountId account) {
        return members.stream()
                .filter(member -> !member.account().equals(account))
                .toList();
    }
}
