package dev.sarangbang.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.domain.text.TextFlaw;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Entries, and the texts in them. */
class EntryTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    @Test
    void has_a_place_in_its_log() {
        assertThat(entry(1, 0, NOON).sequence()).isEqualTo(new Sequence(1));
        assertThatIllegalArgumentException().isThrownBy(() -> entry(0, 0, NOON));
    }

    @Test
    void has_no_more_messages_before_it_than_there_are_entries() {
        assertThat(entry(3, 3, NOON).messageNumber()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> entry(3, 4, NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> entry(3, -1, NOON));
    }

    @Test
    void has_an_instant_that_every_store_can_keep() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(1, 0, NOON.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> entry(1, 0, NOON.plusNanos(999_999)));
        assertThat(entry(1, 0, Instant.EPOCH.minusMillis(1)).at()).isEqualTo(Instant.EPOCH.minusMillis(1));
    }

    @Test
    void texts_are_read_by_the_rule_of_messages() {
        assertThat(MessageText.parse("cafe\u0301 ")).isEqualTo(new Valid<>(new MessageText("caf\u00e9 ")));
        assertThat(MessageText.parse(" \n")).isEqualTo(new Flawed<>(TextFlaw.BLANK));
        assertThat(MessageText.parse("가".repeat(1_001))).isEqualTo(new Flawed<>(TextFlaw.TOO_LONG));
    }

    @Test
    void texts_have_at_most_4000_bytes() {
        MessageText longest = MessageText.parse("🏠".repeat(1_000)).orThrow();

        assertThat(longest.value().getBytes(StandardCharsets.UTF_8)).hasSize(MessageText.UTF8_BYTES_MAX);
    }

    @Test
    void texts_from_a_store_are_trusted_but_for_their_size() {
        assertThat(new MessageText("e\u0301").value()).isEqualTo("e\u0301");
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageText(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageText("a".repeat(2_001)));
    }

    @Test
    void does_not_tell_what_was_said() {
        assertThat(entry(1, 1, NOON).toString()).doesNotContain("secret plan");
        assertThat(new Draft(new AccountId(1), new ClientMessageId("c"), new Intent.Say(new MessageText("secret plan")))
                        .toString())
                .doesNotContain("secret plan");
    }

    private static Entry entry(long sequence, long messageNumber, Instant at) {
        return new Entry(
                new RoomId(1),
                new Sequence(sequence),
                new MessageId(1),
                messageNumber,
                new AccountId(1),
                new ClientMessageId("c"),
                at,
                new Content.Text(new MessageText("secret plan")));
    }
}
