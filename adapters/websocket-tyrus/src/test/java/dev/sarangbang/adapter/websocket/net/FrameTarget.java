package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes after a handshake, for a fuzzer: they must be taken as the {@link FrameOracle} takes them, whole and in portions of as many
 * bytes as the first byte says.
 */
public final class FrameTarget {

    private static final TyrusCore TYRUS = new TyrusCore();

    private FrameTarget() {}

    private record Outcome(List<String> texts, List<String> pongs, int code) {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        FrameOracle oracle = FrameOracle.read(stream);
        check(stream, stream.length, oracle);
        check(stream, Math.max(1, data[0] & 0xff), oracle);
    }

    /** Throws if what becomes of {@code stream}, which comes in portions, is not what {@code oracle} says. */
    static void check(byte[] stream, int portion, FrameOracle oracle) {
        Outcome outcome = play(stream, portion);
        boolean flooded = oracle.code == CloseCodes.RATE_LIMITED;
        // What came with the flood may have been dropped with it.
        boolean right = outcome.code == oracle.code
                && (flooded || outcome.texts.equals(oracle.texts) && outcome.pongs.equals(oracle.pongs));
        if (!right) {
            throw new AssertionError("by " + portion + ": " + outcome + " instead of " + oracle.code + " after "
                    + oracle.texts + " and " + oracle.pongs);
        }
    }

    private static Outcome play(byte[] stream, int portion) {
        List<String> texts = new ArrayList<>();
        var channel = new EmbeddedChannel();
        var keeper = new LoopKeeper(channel.eventLoop(), () -> 0);
        var socket = new WebSocketConnection(
                channel, keeper, EdgeObserver.NONE, Runnable::run, opened -> new SocketListener() {
                    @Override
                    public void message(String text) {
                        texts.add(text);
                    }

                    @Override
                    public void closed(int code) {}
                });
        channel.pipeline().addLast(socket);
        socket.open(TYRUS.upgrade("dGhlIHNhbXBsZSBub25jZQ==", "localhost", "http://localhost", socket));
        for (int from = 0; from < stream.length && channel.isOpen(); from += portion) {
            int to = Math.min(from + portion, stream.length);
            channel.writeInbound(Unpooled.copiedBuffer(stream, from, to - from));
            channel.runPendingTasks();
        }
        boolean cut = !channel.isOpen();
        byte[] said = said(channel);
        channel.finishAndReleaseAll();
        return outcome(texts, said, cut);
    }

    private static byte[] said(EmbeddedChannel channel) {
        var said = new ByteArrayOutputStream();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            part.release();
            said.writeBytes(bytes);
        }
        return said.toByteArray();
    }

    /** Reads what the server said: pongs and perhaps a close frame, all of them short. */
    private static Outcome outcome(List<String> texts, byte[] said, boolean cut) {
        List<String> pongs = new ArrayList<>();
        int code = FrameOracle.OPEN;
        for (int at = 0; at < said.length; ) {
            int length = said[at + 1] & 0x7f;
            if ((said[at] & 0xff) == 0x8A) {
                pongs.add(new String(said, at + 2, length, StandardCharsets.ISO_8859_1));
            } else if ((said[at] & 0xff) == 0x88 && code == FrameOracle.OPEN) {
                code = (said[at + 2] & 0xff) << 8 | said[at + 3] & 0xff;
            } else {
                throw new AssertionError("said what nobody asked for: " + Arrays.toString(said));
            }
            at += 2 + length;
        }
        if (cut && code == FrameOracle.OPEN) {
            throw new AssertionError("cut without a word");
        }
        return new Outcome(texts, pongs, code);
    }
}
