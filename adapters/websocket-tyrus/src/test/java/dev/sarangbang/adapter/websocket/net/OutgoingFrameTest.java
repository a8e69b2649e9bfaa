package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingFrameTest {

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
    void the_length_is_written_in_as_few_bytes_as_it_takes(int payload, int header) {
        String text = "x".repeat(payload);
        OutgoingFrame frame = OutgoingFrame.text(text.getBytes(StandardCharsets.UTF_8));
        assertThat(frame.length()).isEqualTo(header + payload);
        assertThat(frame.text()).isEqualTo(text);
        assertThat(frame.wire()[0]).isEqualTo((byte) 0x81);
    }
}
