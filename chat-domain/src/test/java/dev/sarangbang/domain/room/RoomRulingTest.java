package dev.sarangbang.domain.room;

import static dev.sarangbang.domain.room.Kitchen.ANN;
import static dev.sarangbang.domain.room.Kitchen.BOB;
import static dev.sarangbang.domain.room.Kitchen.CARL;
import static dev.sarangbang.domain.room.Kitchen.DORA;
import static dev.sarangbang.domain.room.Kitchen.secret;
import static dev.sarangbang.domain.room.Kitchen.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.Ruling.Accepted;
import dev.sarangbang.domain.room.Ruling.Refused;
import dev.sarangbang.domain.room.Ruling.Unchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every intent, by everyone, in rooms of every kind. */
class RoomRulingTest {

    private static final AccountId LAST_GUEST = new AccountId(109);

    private static final Intent SAY = new Intent.Say(new MessageText("hello"));
    private static final Intent RENAME = new Intent.Rename(title("Garden"));
    private static final Intent RENAME_TO_THE_SAME = new Intent.Rename(title("Kitchen"));
    private static final Intent INVITE_DORA = new Intent.Invite(DORA);
    private static final Intent INVITE_BOB = new Intent.Invite(BOB);
    private static final Intent JOIN = new Intent.Join(secret('a'));
    private static final Intent JOIN_BY_ANOTHER_LINK = new Intent.Join(secret('z'));
    private static final Intent LEAVE = new Intent.Leave();
    private static final Intent REMOVE_ANN = new Intent.Remove(ANN, secret('b'));
    private static final Intent REMOVE_BOB = new Intent.Remove(BOB, secret('b'));
    private static final Intent REMOVE_CARL = new Intent.Remove(CARL, secret('b'));
    private static final Intent REMOVE_DORA = new Intent.Remove(DORA, secret('b'));
    private static final Intent RENEW = new Intent.RenewInvite(secret('c'));

    /** Ann is the host, bob and carl are members, dora is a stranger. */
    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(some(ANN, SAY, "accepted"));
        rows.add(some(BOB, SAY, "accepted"));
        rows.add(some(DORA, SAY, "NOT_A_MEMBER"));

        rows.add(some(ANN, RENAME, "accepted"));
        rows.add(some(BOB, RENAME, "accepted"));
        rows.add(some(DORA, RENAME, "NOT_A_MEMBER"));
        rows.add(some(BOB, RENAME_TO_THE_SAME, "unchanged"));
        rows.add(some(DORA, RENAME_TO_THE_SAME, "NOT_A_MEMBER"));

        rows.add(some(ANN, INVITE_DORA, "accepted"));
        rows.add(some(BOB, INVITE_DORA, "accepted"));
        rows.add(some(DORA, INVITE_DORA, "NOT_A_MEMBER"));
        rows.add(some(ANN, INVITE_BOB, "unchanged"));
        rows.add(some(BOB, INVITE_BOB, "unchanged"));
        rows.add(some(DORA, INVITE_BOB, "NOT_A_MEMBER"));
        rows.add(full(ANN, INVITE_DORA, "ROOM_FULL"));
        rows.add(full(LAST_GUEST, INVITE_DORA, "ROOM_FULL"));
        rows.add(full(ANN, new Intent.Invite(LAST_GUEST), "unchanged"));
        rows.add(full(DORA, INVITE_DORA, "NOT_A_MEMBER"));

        rows.add(some(ANN, JOIN, "unchanged"));
        rows.add(some(BOB, JOIN_BY_ANOTHER_LINK, "unchanged"));
        rows.add(some(DORA, JOIN, "accepted"));
        rows.add(some(DORA, JOIN_BY_ANOTHER_LINK, "INVITE_INVALID"));
        rows.add(full(DORA, JOIN, "ROOM_FULL"));
        rows.add(full(DORA, JOIN_BY_ANOTHER_LINK, "INVITE_INVALID"));
        rows.add(full(LAST_GUEST, JOIN, "unchanged"));
        rows.add(empty(DORA, JOIN, "INVITE_INVALID"));
        rows.add(empty(ANN, JOIN, "INVITE_INVALID"));

        rows.add(some(ANN, LEAVE, "accepted"));
        rows.add(some(BOB, LEAVE, "accepted"));
        rows.add(some(DORA, LEAVE, "NOT_A_MEMBER"));

        rows.add(some(ANN, REMOVE_BOB, "accepted"));
        rows.add(some(ANN, REMOVE_CARL, "accepted"));
        rows.add(some(ANN, REMOVE_ANN, "NO_SUCH_MEMBER"));
        rows.add(some(ANN, REMOVE_DORA, "NO_SUCH_MEMBER"));
        rows.add(some(BOB, REMOVE_ANN, "NOT_HOST"));
        rows.add(some(BOB, REMOVE_BOB, "NOT_HOST"));
        rows.add(some(BOB, REMOVE_CARL, "NOT_HOST"));
        rows.add(some(BOB, REMOVE_DORA, "NOT_HOST"));
        rows.add(some(DORA, REMOVE_BOB, "NOT_A_MEMBER"));
        rows.add(some(DORA, REMOVE_DORA, "NOT_A_MEMBER"));

        rows.add(some(ANN, RENEW, "accepted"));
        rows.add(some(BOB, RENEW, "NOT_HOST"));
        rows.add(some(DORA, RENEW, "NOT_A_MEMBER"));

        for (Intent intent : List.of(SAY, RENAME, INVITE_DORA, INVITE_BOB, LEAVE, REMOVE_BOB, RENEW)) {
            rows.add(empty(ANN, intent, "NOT_A_MEMBER"));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rules(Row row) {
        Kitchen kitchen = row.kitchen().get();

        String outcome = switch (kitchen.asked(row.author(), row.intent())) {
            case Accepted ignored -> "accepted";
            case Unchanged ignored -> "unchanged";
            case Refused(var refusal) -> refusal.name();
        };
        assertThat(outcome).isEqualTo(row.outcome());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_is_accepted_follows_what_was_there(Row row) {
        Kitchen kitchen = row.kitchen().get();
        Room before = kitchen.room();
        if (kitchen.asked(row.author(), row.intent()) instanceof Accepted(var next, var entry)) {
            assertThat(new RoomChange(next, List.of(entry)).expected())
                    .isEqualTo(before.head().sequence());
            assertThat(next.head()).isEqualTo(Head.at(entry));
            assertThat(next.id()).isEqualTo(before.id());
            assertThat(next.epoch()).isEqualTo(before.epoch());
            assertThat(entry.author()).isEqualTo(row.author());
            assertThat(entry.content()).isEqualTo(row.intent().content(row.author()));
            assertThat(entry.messageNumber() - before.head().messageNumber())
                    .isEqualTo(entry.content() instanceof Content.Text ? 1 : 0);
        }
    }

    private static Row some(AccountId author, Intent intent, String outcome) {
        return new Row("with some", () -> Kitchen.with(BOB, CARL), author, intent, outcome);
    }

    private static Row full(AccountId author, Intent intent, String outcome) {
        return new Row("full", Kitchen::full, author, intent, outcome);
    }

    private static Row empty(AccountId author, Intent intent, String outcome) {
        return new Row("left by all", () -> new Kitchen().does(ANN, LEAVE), author, intent, outcome);
    }

    private record Row(String how, Supplier<Kitchen> kitchen, AccountId author, Intent intent, String outcome) {
        @Override
        public String toString() {
            return author.value() + " wants " + intent + " in a room " + how + ": " + outcome;
        }
    }
}
