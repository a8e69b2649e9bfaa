package dev.sarangbang.adapter.contract;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.room.Ruling;
import dev.sarangbang.domain.sync.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Values for tests. Each call makes a new one, from the whole range of its type, so that tests can share a store and a store
 * that keeps fewer bits than it should is found out. May be called from any thread.
 */
public final class Samples {

    private static final Instant FIRST = Instant.parse("2023-01-01T00:00:00Z");
    private static final long MILLIS_MAX = 60L * 365 * 24 * 3600 * 1000;
    private static final int ID_STEP_MAX = 5_000_000;

    private Samples() {}

    /** An account's id. */
    public static AccountId accountId() {
        return new AccountId(positive());
    }

    /** So many different accounts' ids. */
    public static List<AccountId> accountIds(int count) {
        return IntStream.range(0, count).mapToObj(ignored -> accountId()).toList();
    }

    /** A room's id. */
    public static RoomId roomId() {
        return new RoomId(positive());
    }

    /** What a client calls something. */
    public static ClientMessageId clientId() {
        return new ClientMessageId(token());
    }

    /** A device. */
    public static DeviceId deviceId() {
        return new DeviceId(token());
    }

    /** A connection of some device of {@code account}. */
    public static ConnectionKey connection(AccountId account) {
        return new ConnectionKey(account, deviceId(), new ConnectionId(positive()));
    }

    /** An invite secret. */
    public static InviteSecret invite() {
        return InviteSecret.create(ThreadLocalRandom.current());
    }

    /** An instant between 2023 and 2083, in whole milliseconds. */
    public static Instant instant() {
        return FIRST.plusMillis(ThreadLocalRandom.current().nextLong(MILLIS_MAX));
    }

    /** A username. */
    public static Username username() {
        return new Username("u" + Long.toString(positive(), Character.MAX_RADIX));
    }

    /** An account and its credentials, under this name. */
    public static Credentials credentials(Username username) {
        var account = new Account(accountId(), username, new DisplayName("철수 Kim 🐯"), instant());
        return new Credentials(account, new PasswordHash("$sample$v=1$" + token() + "/+=" + token()));
    }

    /** A password. */
    public static Password password() {
        return Password.parse("pass word 암호 " + token()).orThrow();
    }

    /** A session of {@code account} that ends right before {@code expiresAt}. */
    public static LoginSession session(AccountId account, Instant expiresAt) {
        var key = SessionToken.create(ThreadLocalRandom.current()).key();
        return new LoginSession(key, account, expiresAt.minusSeconds(3600), expiresAt);
    }

    /** A text as people write it, read the way a text from outside is read. */
    public static MessageText text(String raw) {
        return MessageText.parse(raw).orThrow();
    }

    /** {@code author} says {@code raw}. */
    public static Draft say(AccountId author, String raw) {
        return draft(author, new Intent.Say(text(raw)));
    }

    /** {@code author} means to do something, under a new client id. */
    public static Draft draft(AccountId author, Intent intent) {
        return new Draft(author, clientId(), intent);
    }

    /** Somebody opens a new room. */
    public static RoomChange opening() {
        return opening(roomId(), accountId());
    }

    /** {@code host} opens the room with this id. */
    public static RoomChange opening(RoomId room, AccountId host) {
        var messageId = new MessageId(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2));
        var title = RoomTitle.parse("사랑방 #" + Math.floorMod(room.value(), 1000)).orThrow();
        var opened = Room.open(room, title, host, invite(), clientId(), messageId, instant());
        return new RoomChange(opened.next(), List.of(opened.entry()));
    }

    /**
     * What {@code drafts} make of {@code room} one after the other, as one change. Throws {@link IllegalArgumentException} unless
     * the room accepts them all.
     */
    public static RoomChange change(Room room, List<Draft> drafts) {
        Room after = room;
        List<Entry> entries = new ArrayList<>();
        for (Draft draft : drafts) {
            if (!(after.rule(draft, idAbove(after), instant()) instanceof Ruling.Accepted accepted)) {
                throw new IllegalArgumentException("the room does not accept " + draft);
            }
            after = accepted.next();
            entries.add(accepted.entry());
        }
        return new RoomChange(after, entries);
    }

    /** The host of {@code room} says {@code count} things, in one change. */
    public static RoomChange talk(Room room, int count) {
        AccountId host = room.members().get(0).account();
        return change(
                room,
                IntStream.range(0, count).mapToObj(i -> say(host, "말 " + i)).toList());
    }

    /** An id that the next entry of {@code room} may have. */
    public static MessageId idAbove(Room room) {
        long step = ThreadLocalRandom.current().nextLong(1, ID_STEP_MAX);
        return new MessageId(room.head().messageId().value() + step);
    }

    /** A random token of 22 characters. */
    static String token() {
        return invite().value();
    }

    static long positive() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }
}
