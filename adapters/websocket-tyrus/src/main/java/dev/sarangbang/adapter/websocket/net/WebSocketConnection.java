package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * One open WebSocket. What comes in passes the {@link FrameGuard}, then Tyrus, then waits in the {@link Inbox}; what goes out waits in
 * the {@link Outbox}. Tyrus frames what belongs to the protocol itself, pongs and closes; texts come framed already.
 *
 * <p>A close, whoever begins it, ends the conversation at once: nothing more is handed in or sent. The connection then lives until
 * both close frames have passed, at most for {@link EdgeLimits#CLOSE_WITHIN}.
 *
 * <p>Everything happens on the event loop, except where {@link Socket} says otherwise.
 */
final class WebSocketConnection extends Watched implements Socket, TyrusCore.Events, Inbox.Owner {

    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());
    private static final OutgoingFrame PING = OutgoingFrame.ofWire(new byte[] {(byte) 0x89, 0});

    /** What to do once the last frame has gone out. */
    private enum Afterwards {
        AWAIT_CLOSE,
        /** Both have said goodbye. */
        CUT,
        /** What the client still sends cannot be read as frames any more: let it see the end, and wait for its. */
        HANG_UP
    }

    private record Expectation(long byNanos, int code, String reason) {}

    private final Channel channel;
    private final LoopKeeper keeper;
    private final EdgeObserver observer;
    private final Inbox inbox;
    private final Outbox outbox;
    private final FrameGuard guard = new FrameGuard();
    private final Heartbeat heartbeat = new Heartbeat();
    private final Appetite appetite = new Appetite();
    private final List<WebSocketConnection> justThis = List.of(this);

    private @Nullable Connection tyrus;
    private @Nullable Session session;
    private volatile @Nullable Expectation expectation;
    private volatile boolean overrun;
    private volatile boolean closeAsked;

    private int controlFrames;
    private long controlFramesUntil;
    private boolean touched;
    private boolean closing;
    private Afterwards afterwards = Afterwards.AWAIT_CLOSE;
    private long closeBy;

    WebSocketConnection(
            Channel channel,
            LoopKeeper keeper,
            EdgeObserver observer,
            Executor executor,
            Function<Socket, SocketListener> listener) {
        this.channel = channel;
        this.keeper = keeper;
        this.observer = observer;
        this.outbox = new Outbox(channel, observer);
        this.inbox = new Inbox(executor, this, listener.apply(this));
    }

    /** Begins, once this is in the channel's pipeline and the answer to the handshake is on its way. */
    void open(TyrusCore.Upgrade upgrade) {
        heartbeat.start(keeper.now());
        controlFramesUntil = keeper.now() + EdgeLimits.CONTROL_FRAMES_WITHIN.toNanos();
        observer.socketOpened();
        tyrus = upgrade.open(new ToOutbox());
        keeper.watch(this);
    }

    // ---- Socket: from any thread

    @Override
    public void send(OutgoingFrame frame) {
        if (!closeAsked) {
            keeper.push(frame, justThis);
        }
    }

    @Override
    public void close(int code, String reason) {
        closeAsked = true;
        keeper.loop().execute(() -> closeNow(code, reason));
    }

    @Override
    public void expectWithin(Duration within, int code, String reason) {
        expectation = new Expectation(keeper.now() + within.toNanos(), code, reason);
    }

    @Override
    public void expectationMet() {
        expectation = null;
    }

    /** More is to be sent to this client's event loop than can wait there. */
    void overrun() {
        overrun = true;
    }

    /** Somebody sends a frame of this length; it has not come to the event loop yet. */
    void sent(int bytes) {
        appetite.sent(bytes);
    }

    LoopKeeper keeper() {
        return keeper;
    }

    // ---- out

    /** Takes a frame that somebody sent; true if {@link #flush} is to be called, and has not been asked for yet. */
    boolean take(OutgoingFrame frame) {
        boolean first = add(frame);
        appetite.seen(frame.length());
        return first;
    }

    private boolean add(OutgoingFrame frame) {
        if (closing) {
            return false;
        }
        return switch (outbox.add(frame)) {
            case WAITING -> {
                boolean first = !touched;
                touched = true;
                yield first;
            }
            case DROPPED -> false;
            case FULL -> {
                tooSlow();
                yield false;
            }
        };
    }

    void flush() {
        touched = false;
        outbox.flush();
        appetite.waiting(outbox.pendingBytes());
        if (closing && outbox.isEmpty() && afterwards != Afterwards.AWAIT_CLOSE) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) sent -> finish());
        }
    }

    private void finish() {
        if (afterwards == Afterwards.HANG_UP && channel instanceof DuplexChannel duplex && channel.isActive()) {
            Channels.shutdownOutput(duplex);
        } else {
            Channels.close(channel);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            flush();
        }
    }

    private void tooSlow() {
        outbox.clear();
        closeNow(CloseCodes.TOO_SLOW, "too_slow");
    }

    // ---- in

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf data) {
                read(data);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ByteBuf data) {
        int flaw = guard.inspect(data);
        if (closing) {
            if (afterwards == Afterwards.AWAIT_CLOSE && (flaw != FrameGuard.NO_FLAW || guard.closeSeen())) {
                end(guard.closeSeen() ? Afterwards.CUT : Afterwards.HANG_UP);
            }
            return;
        }
        controlFrames += guard.takeControlFrames();
        if (controlFrames > EdgeLimits.CONTROL_FRAMES_MAX) {
            closeNow(CloseCodes.RATE_LIMITED, "rate_limited");
            return;
        }
        int accepted = guard.acceptedUpTo() - data.readerIndex();
        if (accepted > 0 && tyrus != null) {
            tyrus.getReadHandler().handle(data.nioBuffer(data.readerIndex(), accepted));
        }
        if (flaw != FrameGuard.NO_FLAW) {
            closeNow(flaw, "");
            end(Afterwards.HANG_UP);
        }
    }

    @Override
    public void text(String message) {
        if (!closing) {
            observer.messageReceived();
            inbox.offer(message);
        }
    }

    @Override
    public void pong() {
        heartbeat.pong();
    }

    /** Stopping is asked for on the loop and happens at once; going on comes from elsewhere, and is looked at again when its turn comes. */
    @Override
    public void reading(BooleanSupplier wanted) {
        if (keeper.loop().inEventLoop()) {
            read(wanted);
        } else {
            keeper.loop().execute(() -> read(wanted));
        }
    }

    /** Who is closing reads whatever comes, for the client's close frame. */
    private void read(BooleanSupplier wanted) {
        channel.config().setAutoRead(closing || wanted.getAsBoolean());
    }

    @Override
    public void awaitAppetite() throws InterruptedException {
        appetite.await();
    }

    @Override
    public void failed(Throwable failure) {
        LOG.log(Level.ERROR, "a message could not be handled", failure);
        close(CloseCodes.SERVER_ERROR, "internal");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!Channels.isLineFault(cause)) {
            LOG.log(Level.ERROR, "a connection failed", cause);
        }
        Channels.close(channel);
    }

    // ---- the end

    @Override
    public void opened(Session opened) {
        session = opened;
    }

    /** Tyrus has closed the conversation: because the client did, because of what the client sent, or because we asked it to. */
    @Override
    public void closed(int code) {
        ended(code, !guard.closeSeen());
    }

    private void closeNow(int code, String reason) {
        if (closing || session == null) {
            return;
        }
        ended(code, true);
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "could not say goodbye", e);
            Channels.close(channel);
        }
    }

    private void ended(int code, boolean dropUnread) {
        if (!closing) {
            closing = true;
            closeBy = keeper.now() + EdgeLimits.CLOSE_WITHIN.toNanos();
            inbox.end(code, dropUnread);
            appetite.end();
            channel.config().setAutoRead(true);
            observer.socketClosed(code);
        }
    }

    private void end(Afterwards how) {
        afterwards = how;
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        keeper.unwatch(this);
        ended(CloseCodes.CUT, false);
        outbox.clear();
        if (tyrus != null) {
            tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, null));
        }
    }

    /** It could not be opened. */
    void abandon() {
        ended(CloseCodes.SERVER_ERROR, true);
        Channels.close(channel);
    }

    @Override
    void abort() {
        Channels.close(channel);
    }

    @Override
    void drain(Duration spread) {
        long millis = ThreadLocalRandom.current().nextLong(spread.toMillis());
        closeNow(CloseCodes.RESTART, "retry_after_ms=" + millis);
    }

    // ---- deadlines

    @Override
    void sweep(long now) {
        if (closing) {
            if (now - closeBy >= 0) {
                Channels.close(channel);
            }
            return;
        }
        if (overrun) {
            closeNow(CloseCodes.OVERLOADED, "overloaded");
            return;
        }
        if (outbox.isStuck(now)) {
            tooSlow();
            return;
        }
        Expectation unmet = expectation;
        if (unmet != null && now - unmet.byNanos >= 0) {
            closeNow(unmet.code, unmet.reason);
            return;
        }
        if (now - controlFramesUntil >= 0) {
            controlFrames = 0;
            controlFramesUntil = now + EdgeLimits.CONTROL_FRAMES_WITHIN.toNanos();
        }
        if (inbox.isPaused()) {
            heartbeat.notReading(now);
        }
        switch (heartbeat.due(now)) {
            case NOTHING -> {}
            case PING -> {
                add(PING);
                flush();
            }
            case GIVE_UP -> closeNow(CloseCodes.NO_PONG, "no_pong");
        }
    }

    /** Where Tyrus writes its own frames: pongs and closes. */
    private final class ToOutbox extends Writer {

        @Override
        public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> completion) {
            byte[] wire = new byte[frame.remaining()];
            frame.get(wire);
            outbox.add(OutgoingFrame.ofWire(wire));
            flush();
            completion.completed(frame);
        }

        /** Tyrus has nothing more to say. If the client has not either, the connection ends; else it gets a moment. */
        @Override
        public void close() {
            if (guard.closeSeen()) {
                end(Afterwards.CUT);
            }
        }
    }
}
