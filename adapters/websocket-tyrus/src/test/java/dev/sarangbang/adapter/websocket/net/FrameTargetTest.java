package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTargetTest {

    private static byte[] frames(byte[]... frames) {
        var all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return RawClient.frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_oracle_says_what_a_person_would() {
        FrameOracle oracle = FrameOracle.read(frames(
                text("one"), RawClient.frame(0x89, new byte[] {'p'}), text("two"), RawClient.frame(0x88, new byte[] {
                    3, -24
                })));
        assertThat(oracle.texts).containsExactly("one", "two");
        assertThat(oracle.pongs).containsExactly("p");
        assertThat(oracle.code).isEqualTo(1000);
        assertThat(FrameOracle.read(RawClient.frame(0x81, new byte[] {(byte) 0xff})).code)
                .isEqualTo(1007);
        assertThat(FrameOracle.read(new byte[] {(byte) 0x81, 1, 'x'}).code).isEqualTo(1002);
        assertThat(FrameOracle.read(RawClient.frame(0x81, new byte[20_000])).code)
                .isEqualTo(1009);
    }

    @Test
    void a_server_that_hears_something_else_than_was_said_is_noticed() {
        byte[] said = frames(text("one"), text("two"));
        assertThatCode(() -> FrameTarget.check(said, 3, FrameOracle.read(said))).doesNotThrowAnyException();
        for (byte[] other : new byte[][] {
            frames(text("one")),
            frames(text("one"), text("too")),
            frames(text("one"), text("two"), RawClient.frame(0x89, new byte[0])),
            frames(text("one"), text("two"), RawClient.frame(0x83, new byte[0]))
        }) {
            assertThatThrownBy(() -> FrameTarget.check(said, 3, FrameOracle.read(other)))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
