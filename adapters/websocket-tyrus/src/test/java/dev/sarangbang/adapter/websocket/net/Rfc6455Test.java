package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What RFC 6455 asks of a server, in the groups of the Autobahn test suite, and where this edge is stricter. */
class Rfc6455Test {

    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int CONTINUES = 0x00;
    private static final int ENDS = 0x80;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    private static TestEdge edge;

    @BeforeAll
    static void start() throws IOException {
        edge = new TestEdge();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    // ---- groups 1 and 9: lengths
    // -------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> texts_of_every_form_of_length_are_echoed() {
        return IntStream.of(0, 1, 125, 126, 127, 128, 1000, 4096, 16_383, 16_384)
                .mapToObj(length -> dynamicTest(
                        length + " bytes",
                        () -> check(List.of(frame(TEXT, "*".repeat(length))), List.of("*".repeat(length)))));
    }

    @TestFactory
    Stream<DynamicTest> texts_are_echoed_however_the_bytes_come() {
        return IntStream.of(1, 2, 3, 5, 7, 64, 997)
                .mapToObj(portion -> dynamicTest(portion + " bytes at a time", () -> {
                    try (RawClient client = edge.open()) {
                        byte[] bytes = frame(TEXT, "가나다라".repeat(40));
                        for (int from = 0; from < bytes.length; from += portion) {
                            client.send(
                                    java.util.Arrays.copyOfRange(bytes, from, Math.min(from + portion, bytes.length)));
                        }
                        assertThat(client.frame().text()).isEqualTo("가나다라".repeat(40));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> headers_that_announce_too_much_are_answered_at_once() {
        Map<String, String> headers = Map.of(
                "16385 bytes", "81fe4001",
                "65535 bytes", "81feffff",
                "65536 bytes", "81ff0000000000010000",
                "2^40 bytes", "81ff0000010000000000");
        return headers.entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey(), () -> checkCloses(List.of(HexFormat.of().parseHex(each.getValue())), 1009)));
    }

    @TestFactory
    Stream<DynamicTest> lengths_that_are_not_the_shortest_or_negative_are_refused() {
        return Stream.of(
                        "81fe0000",
                        "81fe007d",
                        "81ff0000000000000000",
                        "81ff000000000000007e",
                        "81ff000000000000ffff",
                        "81ff8000000000000000",
                        "81ffffffffffffffffff")
                .map(header -> dynamicTest(
                        header, () -> checkCloses(List.of(HexFormat.of().parseHex(header)), 1002)));
    }

    // ---- group 2: pings
    // ----------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> pings_are_answered_with_what_they_bring() {
        return IntStream.of(0, 1, 5, 125)
                .mapToObj(length -> dynamicTest(length + " bytes", () -> {
                    try (RawClient client = edge.open()) {
                        client.frame(PING, "p".repeat(length));
                        RawClient.Frame pong = client.frame();
                        assertThat(pong.first()).isEqualTo(PONG);
                        assertThat(pong.text()).isEqualTo("p".repeat(length));
                    }
                }));
    }

    @Test
    void a_ping_of_126_bytes_is_refused() throws IOException {
        checkCloses(List.of(frame(PING, "p".repeat(126))), 1002);
    }

    @Test
    void pongs_nobody_asked_for_are_ignored() throws IOException {
        check(List.of(frame(PONG, ""), frame(PONG, "x"), frame(TEXT, "still here")), List.of("still here"));
    }

    @Test
    void ten_pings_at_once_are_answered_in_order() throws IOException {
        try (RawClient client = edge.open()) {
            var all = new ByteArrayOutputStream();
            IntStream.range(0, 10).forEach(i -> all.writeBytes(frame(PING, "p" + i)));
            client.send(all.toByteArray());
            for (int i = 0; i < 10; i++) {
                assertThat(client.frame().text()).isEqualTo("p" + i);
            }
        }
    }

    @Test
    void a_flood_of_pings_is_not_answered() throws IOException {
        List<byte[]> flood = new ArrayList<>();
        IntStream.rangeClosed(0, EdgeLimits.CONTROL_FRAMES_MAX).forEach(i -> flood.add(frame(PING, "")));
        checkCloses(flood, CloseCodes.RATE_LIMITED);
    }

    // ---- groups 3 and 4: reserved bits and opcodes
    // -------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> reserved_bits_are_refused() {
        return Stream.of(TEXT, PING, CLOSE, PONG)
                .flatMap(first -> IntStream.rangeClosed(1, 7)
                        .mapToObj(bits -> dynamicTest(
                                "bits " + bits + " on " + Integer.toHexString(first),
                                () -> checkCloses(List.of(frame(first | bits << 4, "x")), 1002))));
    }

    @TestFactory
    Stream<DynamicTest> reserved_opcodes_are_refused() {
        return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .mapToObj(opcode ->
                        dynamicTest("opcode " + opcode, () -> checkCloses(List.of(frame(0x80 | opcode, "x")), 1002)));
    }

    @Test
    void what_came_before_the_fault_is_answered() throws IOException {
        try (RawClient client = edge.open()) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(frame(PING, "before"));
            bytes.writeBytes(frame(0x83, "fault"));
            bytes.writeBytes(frame(PING, "after"));
            client.send(bytes.toByteArray());
            assertThat(client.frame().text()).isEqualTo("before");
            assertThat(client.frame().closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void unmasked_frames_are_refused() throws IOException {
        checkCloses(List.of(new byte[] {(byte) TEXT, 1, 'x'}), 1002);
        checkCloses(List.of(new byte[] {(byte) PING, 0}), 1002);
    }

    @Test
    void what_is_not_text_is_refused() throws IOException {
        checkCloses(List.of(frame(BINARY, "x")), 1003);
        checkCloses(List.of(frame(0x02, "x")), 1003);
    }

    // ---- group 5: fragments
    // ------------------------------------------------------------------------------------------

    @Test
    void a_message_in_pieces_is_one_message() throws IOException {
        check(
                List.of(frame(TEXT_BEGINS, "one "), frame(CONTINUES, "two "), frame(ENDS, "three")),
                List.of("one two three"));
        check(List.of(frame(TEXT_BEGINS, ""), frame(CONTINUES, ""), frame(ENDS, "")), List.of(""));
    }

    @Test
    void control_frames_may_come_between_the_pieces() throws IOException {
        try (RawClient client = edge.open()) {
            client.frame(TEXT_BEGINS, "one ");
            client.frame(PING, "between");
            assertThat(client.frame().text()).isEqualTo("between");
            client.frame(ENDS, "two");
            assertThat(client.frame().text()).isEqualTo("one two");
        }
    }

    @Test
    void a_code_point_may_be_cut_in_two() throws IOException {
        byte[] bytes = "한글".getBytes(StandardCharsets.UTF_8);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            int first = (i == 0 ? TEXT_BEGINS : CONTINUES) | (i == bytes.length - 1 ? 0x80 : 0);
            frames.add(RawClient.frame(first, new byte[] {bytes[i]}));
        }
        check(frames, List.of("한글"));
    }

    @Test
    void pieces_out_of_order_are_refused() throws IOException {
        checkCloses(List.of(frame(ENDS, "no beginning")), 1002);
        checkCloses(List.of(frame(CONTINUES, "no beginning")), 1002);
        checkCloses(List.of(frame(TEXT_BEGINS, "one"), frame(TEXT, "another")), 1002);
        checkCloses(List.of(frame(TEXT_BEGINS, "one"), frame(BINARY, "another")), 1002);
    }

    @Test
    void control_frames_in_pieces_are_refused() throws IOException {
        checkCloses(List.of(frame(0x09, "x")), 1002);
        checkCloses(List.of(frame(0x0A, "x")), 1002);
        checkCloses(List.of(frame(0x08, "")), 1002);
    }

    @Test
    void as_many_pieces_as_allowed_are_taken_and_one_more_is_not() throws IOException {
        checkPieces(EdgeLimits.FRAGMENTS_MAX, false);
        checkPieces(EdgeLimits.FRAGMENTS_MAX + 1, true);
    }

    @Test
    void pieces_that_add_up_to_too_much_are_refused_on_the_header() throws IOException {
        String half = "x".repeat(EdgeLimits.MESSAGE_BYTES_MAX / 2);
        check(List.of(frame(TEXT_BEGINS, half), frame(ENDS, half)), List.of(half + half));
        checkCloses(
                List.of(
                        frame(TEXT_BEGINS, half),
                        frame(CONTINUES, half),
                        HexFormat.of().parseHex("8081")),
                1009);
    }

    private void checkPieces(int pieces, boolean tooMany) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        IntStream.range(0, pieces)
                .forEach(i ->
                        frames.add(frame((i == 0 ? TEXT_BEGINS : CONTINUES) | (i == pieces - 1 ? 0x80 : 0), "x")));
        if (tooMany) {
            checkCloses(frames, 1009);
        } else {
            check(frames, List.of("x".repeat(pieces)));
        }
    }

    // ---- group 6: UTF-8
    // ----------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> what_is_utf_8_is_echoed() {
        return Stream.of(
                        "00",
                        "7f",
                        "c280",
                        "dfbf",
                        "e0a080",
                        "ed9fbf",
                        "ee8080",
                        "efbfbd",
                        "efbfbf",
                        "f0908080",
                        "f48fbfbf",
                        "cebae1bdb9cf83cebcceb5",
                        "ea b0 80",
                        "e1 84 80 e1 85 a1",
                        "f09f91a8e2808df09f91a9")
                .map(hex -> dynamicTest(hex, () -> {
                    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
                    check(List.of(RawClient.frame(TEXT, bytes)), List.of(new String(bytes, StandardCharsets.UTF_8)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_utf_8_is_refused() {
        return Stream.of(
                        "80",
                        "bf",
                        "c0",
                        "c080",
                        "c0af",
                        "c1bf",
                        "c2",
                        "dfc0",
                        "e0",
                        "e08080",
                        "e09fbf",
                        "e0a0",
                        "eda080",
                        "edafbf",
                        "edb080",
                        "edbfbf",
                        "eda080edb080",
                        "f0",
                        "f08080",
                        "f0808080",
                        "f08fbfbf",
                        "f0908080c0",
                        "f4908080",
                        "f5808080",
                        "f888808080",
                        "fc8480808080",
                        "fe",
                        "ff",
                        "feff",
                        "cebae1bdb9eda0806564")
                .map(hex -> dynamicTest(
                        hex,
                        () -> checkCloses(
                                List.of(RawClient.frame(TEXT, HexFormat.of().parseHex(hex))), 1007)));
    }

    @Test
    void a_code_point_that_is_never_finished_is_refused() throws IOException {
        checkCloses(List.of(RawClient.frame(TEXT_BEGINS, new byte[] {(byte) 0xea}), frame(ENDS, "x")), 1007);
    }

    // ---- group 7: closing
    // --------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> good_close_codes_are_echoed() {
        return IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
                .mapToObj(code -> dynamicTest("code " + code, () -> {
                    try (RawClient client = edge.open()) {
                        client.close(code);
                        assertThat(client.frame().closeCode()).isEqualTo(code);
                        assertThat(client.isEnded()).isTrue();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> bad_close_codes_are_refused() {
        return IntStream.of(0, 999, 1004, 1005, 1006, 1012, 1013, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> dynamicTest(
                        "code " + code,
                        () -> checkCloses(
                                List.of(RawClient.frame(CLOSE, new byte[] {(byte) (code >>> 8), (byte) code})), 1002)));
    }

    @Test
    void a_close_frame_without_a_code_is_answered() throws IOException {
        checkCloses(List.of(frame(CLOSE, "")), 1000);
    }

    @Test
    void close_frames_that_are_not_right_are_refused() throws IOException {
        checkCloses(List.of(frame(CLOSE, "x")), 1002);
        checkCloses(List.of(frame(CLOSE, "x".repeat(126))), 1002);
        byte[] badReason = {3, (byte) 0xe8, (byte) 0xc0, (byte) 0xaf};
        checkCloses(List.of(RawClient.frame(CLOSE, badReason)), 1007);
    }

    @Test
    void nothing_counts_after_the_close_frame() throws IOException {
        try (RawClient client = edge.open()) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(frame(TEXT, "before"));
            bytes.writeBytes(RawClient.frame(CLOSE, new byte[] {3, (byte) 0xe8}));
            bytes.writeBytes(frame(PING, "after"));
            client.send(bytes.toByteArray());
            RawClient.Frame last = client.closeFrame();
            assertThat(last.closeCode()).isEqualTo(1000);
            assertThat(client.isEnded()).isTrue();
        }
    }

    // ---- how it is checked
    // -------------------------------------------------------------------------------------------

    private static byte[] frame(int first, String payload) {
        return RawClient.frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(List<byte[]> sent, List<String> echoed) throws IOException {
        try (RawClient client = edge.open()) {
            for (byte[] bytes : sent) {
                client.send(bytes);
            }
            for (String text : echoed) {
                assertThat(client.frame()).satisfies(frame -> {
                    assertThat(frame.first()).isEqualTo(TEXT);
                    assertThat(frame.text()).isEqualTo(text);
                });
            }
            client.close(1000);
            assertThat(client.frame().closeCode()).isEqualTo(1000);
        }
    }

    /** Sends the bytes, is closed with {@code code}, answers, and sees the connection end. */
    private static void checkCloses(List<byte[]> sent, int code) throws IOException {
        try (RawClient client = edge.open()) {
            for (byte[] bytes : sent) {
                client.send(bytes);
            }
            RawClient.Frame close = client.closeFrame();
            assertThat(close.closeCode()).isEqualTo(code);
            client.close(1000);
            assertThat(client.isEnded()).isTrue();
        }
    }
}
