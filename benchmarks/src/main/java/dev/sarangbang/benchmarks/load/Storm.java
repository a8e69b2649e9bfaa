package dev.sarangbang.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Many devices that come and go together. Who is sent away, or cut off, tries again as clients do: after a time of its own that grows
 * with each failure.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes its channel, and closed channels are counted
final class Storm implements AutoCloseable {

    private static final int FRAME_BYTES_MAX = 4 << 20;
    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final double FIRST_BACK_OFF_SECONDS = 1;
    private static final double LONGEST_BACK_OFF_SECONDS = 30;

    /**
     * How it went.
     *
     * @param lastNanos when the last was in sync, from the beginning
     * @param sentAway attempts that ended without a welcome
     * @param closed connections that ended after it
     */
    record Outcome(
            int inSync, long lastNanos, int sentAway, int closed, int pages, Histogram toWelcome, Histogram toSync) {}

    private final URI server;
    private final List<StormDevice.Owner> owners;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Channel[] channels;

    // Touched by the event loop alone.
    private boolean cutting;
    private Tally tally = new Tally(0);

    private static final class Tally {
        private final long beganNanos = System.nanoTime();
        private final CountDownLatch left;
        private final Histogram toWelcome = new Histogram(LATENCY_NANOS_MAX, 3);
        private final Histogram toSync = new Histogram(LATENCY_NANOS_MAX, 3);
        private int inSync;
        private int sentAway;
        private int closed;
        private int pages;
        private long lastNanos;

        Tally(int devices) {
            left = new CountDownLatch(devices);
        }
    }

    Storm(URI server, List<StormDevice.Owner> owners) {
        this.server = server;
        this.owners = List.copyOf(owners);
        this.channels = new Channel[owners.size()];
    }

    /** Has all of them connect, each at a time of its own within {@code spreadSeconds}, and waits until they are in sync. */
    Outcome comeIn(double spreadSeconds, int patienceSeconds) throws InterruptedException {
        var counted = new Tally(owners.size());
        loop.submit(() -> {
                    cutting = false;
                    tally = counted;
                })
                .syncUninterruptibly();
        for (int i = 0; i < owners.size(); i++) {
            int device = i;
            // Nobody asks for a new connection in the very same microsecond but a machine of its own.
            long after = spreadSeconds > 0 ? StormCommand.someTimeWithin(spreadSeconds) : i * 500_000L;
            loop.schedule(() -> connect(device, 0), after, TimeUnit.NANOSECONDS);
        }
        if (!counted.left.await(patienceSeconds, TimeUnit.SECONDS)) {
            System.err.println(counted.left.getCount() + " devices were not in sync in time");
        }
        return loop.submit(() -> new Outcome(
                        counted.inSync,
                        counted.lastNanos,
                        counted.sentAway,
                        counted.closed,
                        counted.pages,
                        counted.toWelcome.copy(),
                        counted.toSync.copy()))
                .syncUninterruptibly()
                .getNow();
    }

    /** Cuts all of them off in one moment. */
    void cut() {
        loop.submit(() -> {
                    cutting = true;
                    for (Channel channel : channels) {
                        if (channel != null) {
                            channel.close();
                        }
                    }
                })
                .syncUninterruptibly();
    }

    private void connect(int index, int failures) {
        long askedNanos = System.nanoTime();
        var headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.ORIGIN, "http://" + server.getHost() + ":" + server.getPort());
        headers.set(HttpHeaderNames.COOKIE, owners.get(index).cookie());
        URI uri = URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws");
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                                uri, WebSocketVersion.V13, "sarangbang.v1", false, headers, FRAME_BYTES_MAX);
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(FRAME_BYTES_MAX))
                                .addLast(new WebSocketClientProtocolHandler(handshaker, true))
                                .addLast(new StormDevice(
                                        owners.get(index), new Counting(index, failures, askedNanos, tally)));
                    }
                })
                .connect(server.getHost(), server.getPort());
        channels[index] = connecting.channel();
        connecting.addListener((ChannelFutureListener) connected -> {
            if (!connected.isSuccess()) {
                tryAgain(index, failures, tally);
            }
        });
    }

    private void tryAgain(int index, int failures, Tally counted) {
        if (cutting || counted != tally) {
            return;
        }
        counted.sentAway++;
        double ceiling = Math.min(LONGEST_BACK_OFF_SECONDS, FIRST_BACK_OFF_SECONDS * (1L << Math.min(failures, 10)));
        loop.schedule(() -> connect(index, failures + 1), StormCommand.someTimeWithin(ceiling), TimeUnit.NANOSECONDS);
    }

    private final class Counting implements StormDevice.Listener {
        private final int index;
        private final int failures;
        private final long askedNanos;
        private final Tally counted;
        private boolean welcomed;
        private boolean synced;

        Counting(int index, int failures, long askedNanos, Tally counted) {
            this.index = index;
            this.failures = failures;
            this.askedNanos = askedNanos;
            this.counted = counted;
        }

        @Override
        public void welcomed() {
            welcomed = true;
            counted.toWelcome.recordValue(Math.min(LATENCY_NANOS_MAX, System.nanoTime() - askedNanos));
        }

        @Override
        public void inSync(int pages) {
            long now = System.nanoTime();
            synced = true;
            counted.toSync.recordValue(Math.min(LATENCY_NANOS_MAX, now - askedNanos));
            counted.inSync++;
            counted.pages += pages;
            counted.lastNanos = now - counted.beganNanos;
            counted.left.countDown();
        }

        @Override
        public void refused() {
            // It closes, and that is heard of.
        }

        @Override
        public void gone() {
            if (cutting || counted != tally) {
                return;
            }
            if (synced) {
                counted.closed++;
            } else {
                counted.closed += welcomed ? 1 : 0;
                tryAgain(index, failures, counted);
            }
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
