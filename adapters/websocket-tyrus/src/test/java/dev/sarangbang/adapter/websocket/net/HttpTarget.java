package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any bytes on a new connection, for a fuzzer: however they are cut, the same requests must be understood and the same be refused; each
 * request understood is one, each answer is well-formed, and none tells of a bug.
 */
public final class HttpTarget {

    private static final Set<Integer> STATUSES = Set.of(100, 200, 400, 403, 405, 413, 414, 417, 426, 431, 505);
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Za-z -]+\r\n");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711);

    /** What the request handler has understood, of the stream that this thread plays. */
    private static final ThreadLocal<List<String>> UNDERSTOOD = ThreadLocal.withInitial(ArrayList::new);

    private static final HttpWork WORK = new HttpWork(
            HttpTarget::answer,
            upgrade -> new SocketGate.Admission.Refused(HttpResponse.refusal(403, "closed", "nobody gets in")),
            new HandshakeGuard(Set.of("http://localhost")),
            TrustedProxies.NONE,
            new Answers(false, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
            EdgeObserver.NONE,
            Runnable::run);

    private HttpTarget() {}

    /** @param refused whether something was refused in the end, and nothing more listened to */
    private record Outcome(List<String> understood, int answered, boolean refused) {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        Outcome whole = play(stream, stream.length);
        Outcome inPortions = play(stream, Math.max(1, data[0] & 0xff));
        if (!whole.equals(inPortions)) {
            throw new AssertionError("whole: " + whole + ", in portions: " + inPortions);
        }
    }

    private static Outcome play(byte[] stream, int portion) {
        List<String> understood = new ArrayList<>();
        UNDERSTOOD.set(understood);
        var channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return PEER;
            }
        };
        // As the server sets it: what was not asked for waits.
        channel.config().setAutoRead(false);
        var keeper = new LoopKeeper(channel.eventLoop(), () -> 0);
        var connection = new HttpConnection(channel, WORK, keeper);
        channel.pipeline()
                .addLast(new RequestDecoder(connection::bytesCome))
                .addLast(new HttpResponseEncoder())
                .addLast(new FlowControlHandler())
                .addLast(connection);
        connection.channelActive(channel.pipeline().lastContext());
        for (int from = 0; from < stream.length && channel.isOpen(); from += portion) {
            int to = Math.min(from + portion, stream.length);
            channel.writeInbound(Unpooled.copiedBuffer(stream, from, to - from));
            channel.runPendingTasks();
        }
        String said = said(channel);
        channel.finishAndReleaseAll();
        return outcome(understood, said);
    }

    private static HttpResponse answer(HttpRequest request) {
        boolean isOne = METHOD.matcher(request.method()).matches()
                && request.path().startsWith("/")
                && request.path().chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && request.body().length <= EdgeLimits.BODY_BYTES_MAX;
        if (!isOne) {
            throw new AssertionError("understood " + request);
        }
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        UNDERSTOOD.get().add(request.method() + " " + request.path() + " " + body);
        return HttpResponse.empty(200);
    }

    private static String said(EmbeddedChannel channel) {
        var said = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            said.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return said.toString();
    }

    private static Outcome outcome(List<String> understood, String said) {
        int answered = 0;
        boolean refused = false;
        for (int at = 0; at < said.length(); ) {
            Matcher line = STATUS_LINE.matcher(said).region(at, said.length());
            int end = said.indexOf("\r\n\r\n", at) + 4;
            if (!line.lookingAt() || end < 4 || !STATUSES.contains(Integer.parseInt(line.group(1)))) {
                throw new AssertionError("no answer: " + said.substring(at));
            }
            int status = Integer.parseInt(line.group(1));
            Matcher length = LENGTH.matcher(said.substring(at, end));
            // The answer to a HEAD announces a body that does not come.
            boolean bodiless = said.startsWith("HTTP/1.1 ", end) || end == said.length();
            at = end + (length.find() && !bodiless ? Integer.parseInt(length.group(1)) : 0);
            answered += status == 200 ? 1 : 0;
            refused |= status >= 400;
        }
        if (answered != understood.size()) {
            throw new AssertionError(understood + " were understood, but " + answered + " answered");
        }
        return new Outcome(understood, answered, refused);
    }
}
