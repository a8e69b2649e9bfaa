package dev.sarangbang.adapter.websocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One row about frames: what a client sends, and what it must hear. Texts must come in their order and so must pongs; which of the
 * two comes first is nobody's business, for texts are thought about and pongs are not.
 *
 * <p>Texts that were not looked at yet when the client breaks a rule are dropped: whether they are heard is left to chance.
 *
 * <p>After a close frame of the server's, the client says goodbye too and must see the connection end. If none is expected, a ping
 * must still be answered and a close frame too, so that nothing broke. {@code nothing} is what must be heard of what is ignored;
 * {@code end} of what is waited for in vain: the client gives up, and the connection ends without another word.
 */
public record WireCase(String sent, String heard) {

    private static final int TEXT = 0x81;
    private static final int PONG = 0x8A;
    private static final byte[] STILL_HERE = "still here".getBytes(StandardCharsets.UTF_8);

    /** Plays the case on {@code client}, whose handshake is done. */
    public void play(RawClient client) throws IOException {
        for (byte[] portion : Wire.portions(sent)) {
            client.sendOrBeCut(portion);
        }
        if (heard.equals("end")) {
            client.socket().shutdownOutput();
            assertThat(client.isEnded()).isTrue();
            return;
        }
        List<Wire.Heard> expected = new ArrayList<>(heard.equals("nothing") ? List.of() : Wire.heard(heard));
        boolean closes =
                !expected.isEmpty() && expected.get(expected.size() - 1).isClose();
        if (!closes) {
            client.send(RawClient.frame(0x89, STILL_HERE));
            expected.add(new Wire.Heard(PONG, STILL_HERE, false));
        }
        checkHeard(client, expected);
        if (!closes) {
            client.close(1000);
            assertThat(client.frame().closeCode()).isEqualTo(1000);
        } else {
            client.sendOrBeCut(RawClient.frame(0x88, new byte[] {3, (byte) 0xe8}));
        }
        assertThat(client.isEnded()).as("the connection ends").isTrue();
    }

    private static void checkHeard(RawClient client, List<Wire.Heard> expected) throws IOException {
        List<RawClient.Frame> heard = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            RawClient.Frame frame = client.frame();
            heard.add(frame);
            if (frame.isClose()) {
                break;
            }
        }
        List<String> payloads =
                heard.stream().map(frame -> hex(frame.payload())).toList();
        expected.removeIf(each -> each.optional() && !payloads.contains(hex(each.payload())));
        for (int first : new int[] {TEXT, PONG}) {
            assertThat(heard.stream()
                            .filter(frame -> frame.first() == first)
                            .map(frame -> hex(frame.payload()))
                            .toList())
                    .as(first == TEXT ? "texts" : "pongs")
                    .isEqualTo(expected.stream()
                            .filter(frame -> frame.first() == first)
                            .map(frame -> hex(frame.payload()))
                            .toList());
        }
        assertThat(heard.stream()
                        .filter(RawClient.Frame::isClose)
                        .map(RawClient.Frame::closeCode)
                        .toList())
                .as("close codes")
                .isEqualTo(expected.stream()
                        .filter(Wire.Heard::isClose)
                        .map(Wire.Heard::closeCode)
                        .toList());
        assertThat(heard).as("and nothing else").hasSize(expected.size());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
