package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server: one port, its event loops, and the connections on them.
 *
 * <p>Its methods may be called from any thread but an event loop's.
 */
public final class EdgeServer implements AutoCloseable {

    private static final Duration QUIET = Duration.ZERO;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private final EventLoopGroup loops;
    private final Map<EventLoop, LoopKeeper> keepers;
    private final ExecutorService executor;
    private final Census census;
    private final Channel listening;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EdgeServer(
            EventLoopGroup loops,
            Map<EventLoop, LoopKeeper> keepers,
            ExecutorService executor,
            Census census,
            Channel listening) {
        this.loops = loops;
        this.keepers = keepers;
        this.executor = executor;
        this.census = census;
        this.listening = listening;
    }

    /** What a server is made of. {@code nanoClock} is what deadlines are measured by. */
    public record Parts(
            EdgeSettings settings,
            HttpHandler handler,
            SocketGate gate,
            EdgeObserver observer,
            Clock clock,
            LongSupplier nanoClock) {}

    /** Starts to listen. Throws {@link IOException} if the address cannot be had. */
    public static EdgeServer start(Parts parts) throws IOException {
        EdgeSettings settings = parts.settings();
        Optional<SslContext> tls =
                settings.tls().isPresent() ? Optional.of(settings.tls().get().context()) : Optional.empty();
        var loops = new NioEventLoopGroup(settings.eventLoops(), new DefaultThreadFactory("edge", true));
        Map<EventLoop, LoopKeeper> keepers = new HashMap<>();
        for (EventExecutor each : loops) {
            var keeper = new LoopKeeper((EventLoop) each, parts.nanoClock());
            keepers.put((EventLoop) each, keeper);
            keeper.start();
        }
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("edge-work-", 0).factory());
        var census = new Census(
                settings.connectionsMax(),
                settings.connectionsPerAddressMax(),
                settings.proxies(),
                parts.observer(),
                parts.nanoClock());
        var births = new Births(parts, tls, keepers, census, executor);
        Channel listening;
        try {
            listening = bind(settings, loops, births);
        } catch (Throwable e) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
            executor.close();
            // Netty throws what it has caught, checked or not.
            throw new IOException("cannot listen on " + settings.address() + ": " + e.getMessage(), e);
        }
        births.listeningOn(((InetSocketAddress) listening.localAddress()).getPort());
        listening.config().setAutoRead(true);
        return new EdgeServer(loops, keepers, executor, census, listening);
    }

    private static Channel bind(EdgeSettings settings, EventLoopGroup loops, Births births) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, EdgeLimits.ACCEPT_BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                // Not before it is known which port it is.
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, EdgeLimits.SEND_BUFFER_BYTES)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Outbox.NETTY_BYTES)
                .childHandler(births)
                .bind(settings.address())
                .syncUninterruptibly()
                .channel();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** How many TCP connections are open. */
    public int connections() {
        return census.open();
    }

    /** How many of them, and of the sockets they have become, are watched. */
    int watched() {
        var watched = new AtomicInteger();
        onEachLoop(keeper -> watched.addAndGet(keeper.watched()));
        return watched.get();
    }

    /** Sends one frame to many sockets of this server, after what was sent to each before. */
    public void push(OutgoingFrame frame, Collection<? extends Socket> sockets) {
        Map<LoopKeeper, List<WebSocketConnection>> byLoop = HashMap.newHashMap(keepers.size());
        for (Socket socket : sockets) {
            var connection = (WebSocketConnection) socket;
            byLoop.computeIfAbsent(connection.keeper(), keeper -> new ArrayList<>())
                    .add(connection);
        }
        byLoop.forEach((keeper, targets) -> keeper.push(frame, targets));
    }

    /** Looks at every deadline now. */
    void sweep() {
        onEachLoop(LoopKeeper::sweep);
    }

    /**
     * Stops to listen, tells every client to come back later, and waits until all are gone, though not longer than {@code patience}.
     * Blocks.
     */
    public void drain(Duration patience) throws InterruptedException {
        listening.close().syncUninterruptibly();
        Duration spread = restartSpread(census.open());
        onEachLoop(keeper -> keeper.drain(spread));
        census.awaitNobody(patience);
    }

    /** Within what time so many clients are told to come back. */
    static Duration restartSpread(int clients) {
        Duration needed = Duration.ofMillis(1_000L * clients / EdgeLimits.RESTART_RETURNS_PER_SECOND);
        return needed.compareTo(EdgeLimits.RESTART_SPREAD) > 0 ? needed : EdgeLimits.RESTART_SPREAD;
    }

    /** Closes everything. Blocks for a moment. To close twice is no error. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        listening.close().syncUninterruptibly();
        loops.shutdownGracefully(QUIET.toMillis(), STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
        executor.shutdown();
    }

    private void onEachLoop(Consumer<LoopKeeper> task) {
        keepers.forEach((loop, keeper) -> loop.submit(() -> task.accept(keeper)).syncUninterruptibly());
    }

    /** Equips each connection as it comes. */
    private static final class Births extends ChannelInitializer<Channel> {
        private final Parts parts;
        private final Optional<SslContext> tls;
        private final Map<EventLoop, LoopKeeper> keepers;
        private final Census census;
        private final ExecutorService executor;
        private volatile @Nullable HttpWork work;

        Births(
                Parts parts,
                Optional<SslContext> tls,
                Map<EventLoop, LoopKeeper> keepers,
                Census census,
                ExecutorService executor) {
            this.parts = parts;
            this.tls = tls;
            this.keepers = keepers;
            this.census = census;
            this.executor = executor;
        }

        void listeningOn(int port) {
            EdgeSettings settings = parts.settings();
            work = new HttpWork(
                    parts.handler(),
                    parts.gate(),
                    new HandshakeGuard(settings.originsAt(port)),
                    settings.proxies(),
                    new Answers(settings.https(), parts.clock()),
                    parts.observer(),
                    executor);
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpWork ready = work;
            LoopKeeper keeper = keepers.get(channel.eventLoop());
            if (ready == null || keeper == null || !census.admit(channel)) {
                Channels.close(channel);
                return;
            }
            tls.ifPresent(context -> {
                SslHandler handler = context.newHandler(channel.alloc());
                handler.setHandshakeTimeoutMillis(EdgeLimits.HEADERS_WITHIN.toMillis());
                channel.pipeline().addLast(handler);
            });
            var connection = new HttpConnection(channel, ready, keeper);
            channel.pipeline()
                    .addLast(new RequestDecoder(connection::bytesCome))
                    .addLast(new HttpResponseEncoder())
                    .addLast(new FlowControlHandler())
                    .addLast(connection);
        }
    }
}
