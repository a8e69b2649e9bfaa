package dev.sarangbang.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final String SAID = "민아의 비밀";
    private static final String ENTRY = Codec.ENTRY.toText(entry(new Content.Text(new MessageText(SAID))));

    @Test
    void what_rooms_and_people_make_is_read_as_it_was_written() {
        for (int i = 0; i < 200; i++) {
            Room opened = Samples.opening().after();
            var change = Samples.talk(opened, 5);
            assertThat(Codec.ROOM.fromBytes(Codec.ROOM.toBytes(change.after()))).isEqualTo(change.after());
            assertThat(change.entries())
                    .allSatisfy(entry -> assertThat(Codec.ENTRY.fromBytes(Codec.ENTRY.toBytes(entry)))
                            .isEqualTo(entry));
        }
    }

    @Test
    void fields_that_a_later_version_may_add_are_passed_over() {
        String more = ENTRY.replace(
                "{\"v\":1,", "{\"v\":1,\"later\":{\"a\":[1,2.5,null,true,{\"b\":\"c\"}]},\"big\":1234567890123456789,");
        assertThat(Codec.ENTRY.fromText(more)).isEqualTo(Codec.ENTRY.fromText(ENTRY));
    }

    static Stream<String> not_entries() {
        return Stream.of(
                "",
                "null",
                "[]",
                "민아의 비밀",
                ENTRY + ENTRY,
                ENTRY + "x",
                ENTRY.substring(0, ENTRY.length() - 1),
                ENTRY.replace("\"v\":1", "\"v\":2"),
                ENTRY.replace("\"v\":1,", ""),
                ENTRY.replace("\"v\":1", "\"v\":\"1\""),
                ENTRY.replace("\"v\":1,", "\"v\":1,\"v\":1,"),
                ENTRY.replace("\"kind\":\"text\"", "\"kind\":\"dance\""),
                ENTRY.replace("\"kind\":\"text\",", ""),
                ENTRY.replace("\"text\":\"민아의 비밀\"", "\"text\":\"\""),
                ENTRY.replace("\"text\":\"민아의 비밀\"", "\"text\":5"),
                ENTRY.replace("\"text\":\"민아의 비밀\"", "\"text\":null"),
                ENTRY.replace("\"sequence\":1", "\"sequence\":0"),
                ENTRY.replace("\"sequence\":1", "\"sequence\":-1"),
                ENTRY.replace("\"sequence\":1", "\"sequence\":1.5"),
                ENTRY.replace("\"sequence\":1", "\"sequence\":9999999999999999999"),
                ENTRY.replace("\"sequence\":1", "\"sequence\":99999999999999999999"),
                ENTRY.replace("\"author\":\"1\"", "\"author\":1"),
                ENTRY.replace("\"author\":\"1\"", "\"author\":\"민아의 비밀\""),
                ENTRY.replace("\"author\":\"1\"", "\"author\":\"0\""),
                "{\"v\":1,\"deep\":" + "[".repeat(20) + "]".repeat(20) + "}");
    }

    @ParameterizedTest
    @MethodSource("not_entries")
    void what_is_not_understood_is_corrupt_and_not_quoted(String text) {
        assertThat(text).isNotEqualTo(ENTRY);
        assertThatExceptionOfType(PortException.Corrupt.class)
                .isThrownBy(() -> Codec.ENTRY.fromText(text))
                .satisfies(e -> assertThat(trace(e)).doesNotContain("비밀"));
        assertThatExceptionOfType(PortException.Corrupt.class)
                .isThrownBy(() -> Codec.ENTRY.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytes_that_are_no_text_are_corrupt() {
        byte[] bytes = ENTRY.getBytes(StandardCharsets.UTF_8);
        bytes[ENTRY.indexOf(SAID) + 1] = (byte) 0xFF;
        assertThatExceptionOfType(PortException.Corrupt.class).isThrownBy(() -> Codec.ENTRY.fromBytes(bytes));
    }

    /** Whatever single byte a bad disk changes: another entry, or none, and never another exception. */
    @Test
    void a_byte_changed_by_chance_is_an_entry_or_corrupt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = ENTRY.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(Codec.ENTRY.fromBytes(bytes)).isNotNull();
            } catch (PortException.Corrupt e) {
                assertThat(e.getMessage()).as("seed %d", seed).startsWith("not ");
            }
        }
    }

    @Test
    void an_invite_secret_is_in_the_room_and_nowhere_else() {
        String secret = Values.INVITE.value();
        assertThat(Values.rooms().values())
                .allSatisfy(room -> assertThat(Codec.ROOM.toText(room)).contains(secret));
        assertThat(Values.deliveries().values())
                .allSatisfy(
                        delivery -> assertThat(Codec.DELIVERY.toText(delivery)).doesNotContain(secret));
        assertThat(Values.entries().values())
                .allSatisfy(entry -> assertThat(Codec.ENTRY.toText(entry)).doesNotContain(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"invite\":\"AAAAAAAAAAAAAAAAAAAA-_", "\"invite\":\"x", "AAAA\":["})
    void a_room_that_is_corrupt_does_not_give_its_secret_away(String damage) {
        String room = Codec.ROOM.toText(Values.rooms().get("of_two"));
        String damaged = room.replaceFirst("\"invite\":\"AAAA", damage.replace("\\", "\\\\"));
        assertThatExceptionOfType(PortException.Corrupt.class)
                .isThrownBy(() -> Codec.ROOM.fromText(damaged))
                .satisfies(e -> assertThat(trace(e)).doesNotContain("AAAAAAAA"));
    }

    @Test
    void the_longest_entry_and_the_fullest_room_are_as_small_as_promised() {
        var longest = new Content.Text(new MessageText("🐯".repeat(1_000)));
        var quoted = new Content.Text(new MessageText("\"".repeat(1_000)));
        assertThat(Codec.ENTRY.toBytes(entry(longest))).hasSizeLessThan(5 * 1_024);
        assertThat(Codec.ENTRY.toBytes(entry(quoted))).hasSizeLessThan(5 * 1_024);

        var end = new Sequence(Long.MAX_VALUE);
        var members = LongStream.range(0, Room.MEMBERS_MAX)
                .mapToObj(i -> new Member(new AccountId(Long.MAX_VALUE - i), end, end, Long.MAX_VALUE))
                .toList();
        var head = new Head(end, new MessageId(Long.MAX_VALUE), Long.MAX_VALUE, Instant.ofEpochMilli(Long.MAX_VALUE));
        var room = new Room(
                new RoomId(Long.MAX_VALUE),
                new Epoch(Long.MAX_VALUE),
                new RoomTitle("🐯".repeat(30)),
                members,
                Values.INVITE,
                head);
        assertThat(Codec.ROOM.toBytes(room)).hasSizeLessThan(2 * 1_024);
    }

    private static Entry entry(Content content) {
        return new Entry(
                new RoomId(Long.MAX_VALUE),
                new Sequence(1),
                new MessageId(Long.MAX_VALUE),
                1,
                new AccountId(1),
                new ClientMessageId("x".repeat(64)),
                Instant.ofEpochMilli(1_800_000_000_000L),
                content);
    }

    /** All that a log would show. */
    private static String trace(Throwable thrown) {
        var text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
