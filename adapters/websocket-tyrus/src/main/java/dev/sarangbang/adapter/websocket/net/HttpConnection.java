package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.Headers;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.RequestGuard.Flaw;
import dev.sarangbang.adapter.websocket.net.SocketGate.Admission;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection for as long as it speaks HTTP. It reads one request at a time, has it answered elsewhere, and reads on once
 * the answer is gone; each step has its deadline. A request that is refused here ends the connection, because nobody knows
 * where the next one would begin.
 *
 * <p>Used by one event loop only.
 */
final class HttpConnection extends Watched {

    private static final Logger LOG = System.getLogger(HttpConnection.class.getName());

    /** The status of every refusal for asking too much. */
    private static final int TOO_MANY = 429;

    private enum Phase {
        /** Waiting for the first byte of a request. */
        IDLE,
        HEAD,
        BODY,
        /** Somebody thinks about the answer. */
        WORKING,
        /** The client takes the answer. */
        ANSWERING,
        /** It becomes a WebSocket: nothing more is understood as HTTP. */
        UPGRADED,
        /** All is said; what still comes is not listened to. */
        LINGERING
    }

    private final Channel channel;
    private final HttpWork work;
    private final LoopKeeper keeper;

    private Phase phase = Phase.IDLE;
    private long deadline;
    private int requests;
    private int tooMany;
    private boolean draining;
    private Duration backWithin = EdgeLimits.RESTART_SPREAD;
    private boolean hasMore;

    private io.netty.handler.codec.http.@Nullable HttpRequest head;
    private @Nullable ByteArrayOutputStream body;

    HttpConnection(Channel channel, HttpWork work, LoopKeeper keeper) {
        this.channel = channel;
        this.work = work;
        this.keeper = keeper;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        keeper.watch(this);
        // Who connects has something to ask.
        enter(Phase.HEAD, EdgeLimits.HEADERS_WITHIN);
        channel.read();
    }

    /** The first bytes of the next request may have come. */
    void bytesCome() {
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD, EdgeLimits.HEADERS_WITHIN);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (phase == Phase.LINGERING) {
                channel.read();
            } else if (phase == Phase.UPGRADED) {
                hasMore = true;
            } else if (message instanceof io.netty.handler.codec.http.HttpRequest request) {
                begin(request);
            } else if (message instanceof HttpContent content) {
                take(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** What came was not yet a whole piece: ask for more. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (phase != Phase.WORKING && phase != Phase.ANSWERING && phase != Phase.UPGRADED) {
            channel.read();
        }
    }

    private void begin(io.netty.handler.codec.http.HttpRequest request) {
        requests++;
        head = request;
        body = null;
        Optional<Flaw> flaw = RequestGuard.flaw(request);
        if (flaw.isPresent()) {
            refuse(flaw.get());
            return;
        }
        enter(Phase.BODY, EdgeLimits.BODY_WITHIN);
        if (RequestGuard.expectsContinue(request)) {
            Channels.writeAndFlush(
                    channel, new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        channel.read();
    }

    private void take(HttpContent content) {
        if (phase != Phase.BODY || head == null) {
            return;
        }
        Optional<Flaw> flaw = RequestGuard.unreadableBody(content.decoderResult());
        int before = body == null ? 0 : body.size();
        if (flaw.isEmpty() && before + content.content().readableBytes() > EdgeLimits.BODY_BYTES_MAX) {
            flaw = Optional.of(Flaw.TOO_LARGE);
        }
        if (flaw.isPresent()) {
            refuse(flaw.get());
            return;
        }
        if (content.content().isReadable()) {
            append(content);
        }
        if (content instanceof LastHttpContent) {
            hand(head);
        } else {
            channel.read();
        }
    }

    private void append(HttpContent content) {
        if (body == null) {
            body = new ByteArrayOutputStream(content.content().readableBytes());
        }
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
    }

    private void hand(io.netty.handler.codec.http.HttpRequest parsed) {
        phase = Phase.WORKING;
        Headers headers = Headers.of(parsed.headers());
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        var request = new HttpRequest(
                parsed.method().name(),
                Objects.requireNonNull(RequestGuard.path(parsed.uri())),
                headers,
                body == null ? new byte[0] : body.toByteArray(),
                work.proxies().clientOf(peer, headers));
        boolean isUpgrade = request.path().equals(TyrusCore.PATH);
        if (isUpgrade && parsed.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            answer(HttpResponse.refusal(426, "bad_request", "only with HTTP/1.1")
                    .with("upgrade", "websocket"));
        } else if (isUpgrade) {
            work.admit(request, keeper.loop(), admission -> admitted(request, admission));
        } else {
            work.answer(request, keeper.loop(), this::answer);
        }
    }

    private void answer(HttpResponse answer) {
        if (head == null || !channel.isActive()) {
            return;
        }
        tooMany += answer.status() == TOO_MANY ? 1 : 0;
        boolean last = draining
                || tooMany >= EdgeLimits.TOO_MANY_ANSWERS_MAX
                || !HttpUtil.isKeepAlive(head)
                || head.protocolVersion().equals(HttpVersion.HTTP_1_0)
                || requests >= EdgeLimits.REQUESTS_PER_CONNECTION_MAX;
        boolean headOnly = head.method().name().equals("HEAD");
        head = null;
        body = null;
        enter(Phase.ANSWERING, EdgeLimits.ANSWER_TAKEN_WITHIN);
        ChannelFuture written = channel.writeAndFlush(work.answers().of(answer, headOnly, last));
        work.observer().answered(answer.status());
        written.addListener((ChannelFutureListener) done -> {
            if (!done.isSuccess()) {
                Channels.close(channel);
            } else if (last || draining) {
                linger();
            } else {
                enter(Phase.IDLE, EdgeLimits.KEEP_ALIVE_IDLE);
                channel.read();
            }
        });
    }

    private void refuse(Flaw flaw) {
        head = null;
        body = null;
        enter(Phase.ANSWERING, EdgeLimits.ANSWER_TAKEN_WITHIN);
        HttpResponse answer = HttpResponse.refusal(flaw.status, flaw.code, flaw.message);
        work.observer().answered(flaw.status);
        channel.writeAndFlush(work.answers().of(answer, false, true))
                .addListener((ChannelFutureListener) done -> linger());
    }

    /** Ends our half, and lets the client finish its own: closing at once could destroy the answer on its way. */
    private void linger() {
        enter(Phase.LINGERING, EdgeLimits.LINGER_WITHIN);
        if (channel instanceof SocketChannel socket && channel.isActive()) {
            Channels.shutdownOutput(socket);
            channel.read();
        }
    }

    private void admitted(HttpRequest request, Admission admission) {
        switch (admission) {
            case Admission.Refused(var refusal) -> turnAway(refusal);
            case Admission.Admitted admitted -> {
                if (draining) {
                    admitted.otherwise().run();
                    turnAway(HttpResponse.refusal(503, "unavailable", "the server goes down; come back")
                            .with("retry-after", Long.toString(secondsUntilBack())));
                } else if (!channel.isActive()) {
                    admitted.otherwise().run();
                } else if (isAhead()) {
                    admitted.otherwise().run();
                    work.observer().handshakeRefused(Flaw.BAD_REQUEST.status);
                    refuse(Flaw.BAD_REQUEST);
                } else {
                    keeper.unwatch(this);
                    work.open(request, channel, keeper, admitted);
                }
            }
        }
    }

    private void turnAway(HttpResponse refusal) {
        work.observer().handshakeRefused(refusal.status());
        answer(refusal);
    }

    private long secondsUntilBack() {
        return ThreadLocalRandom.current().nextLong(1, Math.max(2, backWithin.toSeconds() + 1));
    }

    /**
     * Reads no more HTTP, and says whether the client has sent more than its handshake. It has to wait for the answer (RFC 6455, 4.1);
     * what came is neither a request, as there are none on a WebSocket, nor can it be trusted to be frames.
     */
    private boolean isAhead() {
        phase = Phase.UPGRADED;
        channel.pipeline().remove(RequestDecoder.class);
        channel.pipeline().remove(FlowControlHandler.class);
        return hasMore;
    }

    @Override
    void sweep(long now) {
        if (phase == Phase.WORKING || now - deadline < 0) {
            return;
        }
        if (phase == Phase.BODY || phase == Phase.HEAD) {
            refuse(Flaw.TIMEOUT);
        } else {
            Channels.close(channel);
        }
    }

    @Override
    void abort() {
        Channels.close(channel);
    }

    @Override
    void drain(Duration spread) {
        draining = true;
        backWithin = spread;
        if (phase == Phase.IDLE || phase == Phase.HEAD) {
            Channels.close(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        keeper.unwatch(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!Channels.isLineFault(cause)) {
            LOG.log(Level.ERROR, "a connection failed", cause);
        }
        Channels.close(channel);
    }

    private void enter(Phase next, Duration within) {
        phase = next;
        deadline = keeper.now() + within.toNanos();
    }
}
