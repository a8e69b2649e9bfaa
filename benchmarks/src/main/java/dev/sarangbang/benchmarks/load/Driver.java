package dev.sarangbang.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds all connections on one event loop, sends by the clock whether or not the server keeps up, and measures every message
 * from the moment it <b>should</b> have been sent, so that a slow server cannot hide by slowing the driver down.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes its channel, and closed channels are counted
final class Driver implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE_MAX = 32;
    private static final int FRAME_BYTES_MAX = 4 << 20;
    private static final int CONNECT_SECONDS_MAX = 120;

    /** What comes due meanwhile is sent together, and counts from when it was due: or else the event loop would be woken for each. */
    private static final long BETWEEN_SENDS_NANOS_MIN = 200_000;

    private final List<URI> servers;
    private final Dialect dialect;
    private final List<Seat> seats;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Channel[] channels;

    /** Touched by the event loop alone from the first message on. */
    private Run run = Run.idle();

    Driver(URI server, Dialect dialect, List<Seat> seats) {
        this(List.of(server), dialect, seats);
    }

    /** The members of each room take the nodes in turn. */
    Driver(List<URI> servers, Dialect dialect, List<Seat> seats) {
        this.servers = List.copyOf(servers);
        this.dialect = dialect;
        this.seats = List.copyOf(seats);
        this.channels = new Channel[seats.size()];
    }

    /** Connects every seat; returns once all have been greeted. */
    void connect() throws InterruptedException {
        var connecting = new Semaphore(CONNECTING_AT_ONCE_MAX);
        var open = new CountDownLatch(seats.size());
        for (int i = 0; i < seats.size(); i++) {
            connecting.acquire();
            connect(i, connecting, open);
        }
        if (!open.await(CONNECT_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " connections did not open");
        }
    }

    private void connect(int index, Semaphore connecting, CountDownLatch open) {
        Seat seat = seats.get(index);
        URI server = servers.get(seat.place % servers.size());
        var headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.ORIGIN, "http://" + server.getHost() + ":" + server.getPort());
        if (!dialect.cookie(seat).isEmpty()) {
            headers.set(HttpHeaderNames.COOKIE, dialect.cookie(seat));
        }
        String subprotocol = dialect.subprotocol().isEmpty() ? null : dialect.subprotocol();
        URI uri = URI.create("ws://" + server.getHost() + ":" + server.getPort() + dialect.path(seat));
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                                uri, WebSocketVersion.V13, subprotocol, false, headers, FRAME_BYTES_MAX);
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(FRAME_BYTES_MAX))
                                .addLast(new WebSocketClientProtocolHandler(handshaker, true))
                                .addLast(new Listener(index, connecting, open));
                    }
                })
                .connect(server.getHost(), server.getPort());
    }

    /** Sends {@code plan} and waits for what must come back, for a bounded time. */
    Report drive(Plan plan) throws InterruptedException {
        long start = System.nanoTime();
        var next = new Run(plan, seats, start);
        loop.submit(() -> run = next).syncUninterruptibly();
        Thread clock = Thread.ofPlatform().daemon().name("clock").start(() -> sendInTime(next, start));
        try {
            next.awaitEnd();
        } finally {
            clock.interrupt();
            clock.join();
        }
        return loop.submit(next::report).syncUninterruptibly().getNow();
    }

    /** Has what is due sent when it is due: the event loop's own timers are late by up to a millisecond. */
    private void sendInTime(Run current, long start) {
        Plan plan = current.plan();
        long lastNanos = start;
        int number = 0;
        while (number < plan.messages() && !Thread.currentThread().isInterrupted()) {
            long due = Math.max(start + plan.dueNanos(number), lastNanos + BETWEEN_SENDS_NANOS_MIN);
            long now = System.nanoTime();
            if (due - now > 0) {
                LockSupport.parkNanos(due - now);
            } else {
                loop.execute(() -> sendDue(current));
                lastNanos = now;
                while (number < plan.messages() && start + plan.dueNanos(number) - now <= 0) {
                    number++;
                }
            }
        }
    }

    private void sendDue(Run current) {
        List<Channel> written = new ArrayList<>();
        for (int seat = current.nextSeatDue(System.nanoTime()); seat >= 0; ) {
            Channel channel = channels[seat];
            channel.write(new TextWebSocketFrame(dialect.message(seats.get(seat), current.sent(), current.plan())));
            written.add(channel);
            current.noteSent();
            seat = current.nextSeatDue(System.nanoTime());
        }
        written.forEach(Channel::flush);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Listener extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final int index;
        private final Semaphore connecting;
        private final CountDownLatch open;
        private final Dialect.Reading reading = new Dialect.Reading();
        private boolean greeted;

        Listener(int index, Semaphore connecting, CountDownLatch open) {
            this.index = index;
            this.connecting = connecting;
            this.open = open;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                channels[index] = context.channel();
                String greeting = dialect.greeting(seats.get(index));
                if (greeting.isEmpty()) {
                    seated();
                } else {
                    context.writeAndFlush(new TextWebSocketFrame(greeting));
                }
            }
        }

        private void seated() {
            greeted = true;
            connecting.release();
            open.countDown();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (!greeted) {
                seated();
                return;
            }
            ByteBuf content = frame.content();
            Dialect.Kind kind = dialect.read(content, seats.get(index), reading);
            if (kind != Dialect.Kind.OTHER) {
                run.heard(seats.get(index), kind, reading, System.nanoTime());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            run.noteClosed();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            run.noteClosed();
            context.close();
        }
    }
}
