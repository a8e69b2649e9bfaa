package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpHandler;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.SocketGate.Admission;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all HTTP connections share: who answers, how much at once, and how a connection becomes a WebSocket. */
final class HttpWork {

    private static final Logger LOG = System.getLogger(HttpWork.class.getName());
    private static final HttpResponse BUSY =
            HttpResponse.refusal(429, "busy", "too much at once").with("retry-after", "1");
    private static final HttpResponse BUG = HttpResponse.refusal(500, "internal", "a bug");

    private final HttpHandler handler;
    private final SocketGate gate;
    private final HandshakeGuard handshakes;
    private final TrustedProxies proxies;
    private final Answers answers;
    private final EdgeObserver observer;
    private final Executor executor;
    private final TyrusCore tyrus = new TyrusCore();
    private final Semaphore places = new Semaphore(EdgeLimits.REQUESTS_AT_WORK_MAX);

    HttpWork(
            HttpHandler handler,
            SocketGate gate,
            HandshakeGuard handshakes,
            TrustedProxies proxies,
            Answers answers,
            EdgeObserver observer,
            Executor executor) {
        this.handler = handler;
        this.gate = gate;
        this.handshakes = handshakes;
        this.proxies = proxies;
        this.answers = answers;
        this.observer = observer;
        this.executor = executor;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    Answers answers() {
        return answers;
    }

    EdgeObserver observer() {
        return observer;
    }

    /** Has a request answered on a virtual thread; {@code then} hears of it on {@code loop}. */
    void answer(HttpRequest request, Executor loop, Consumer<HttpResponse> then) {
        if (handler.isAlwaysAnswered(request)) {
            // One of each connection at a time, so there are no more of them than connections.
            begin(() -> handler.answer(request), BUG, loop, then, () -> {});
        } else {
            work(() -> handler.answer(request), BUSY, BUG, loop, then);
        }
    }

    /** Has a handshake decided, on a virtual thread if it needs thought; {@code then} hears of it on {@code loop}. */
    void admit(HttpRequest request, Executor loop, Consumer<Admission> then) {
        Optional<HttpResponse> refusal = gate.tooMany(request).or(() -> handshakes.refusal(request));
        if (refusal.isPresent()) {
            then.accept(new Admission.Refused(refusal.get()));
            return;
        }
        work(() -> gate.admit(request), new Admission.Refused(BUSY), new Admission.Refused(BUG), loop, then);
    }

    /** Answers a handshake that is admitted, and puts a WebSocket in the place of HTTP. On the event loop. */
    void open(HttpRequest request, Channel channel, LoopKeeper keeper, Admission.Admitted admitted) {
        WebSocketConnection socket;
        try {
            socket = new WebSocketConnection(channel, keeper, observer, executor, admitted.listener());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a socket found no listener", e);
            admitted.otherwise().run();
            Channels.close(channel);
            return;
        }
        try {
            TyrusCore.Upgrade upgrade = tyrus.upgrade(
                    request.headers().one("sec-websocket-key").orElseThrow(),
                    request.headers().one("host").orElseThrow(),
                    request.headers().one("origin").orElseThrow(),
                    socket);
            Channels.write(channel, answers.switching(upgrade.headers()));
            observer.answered(HttpResponseStatus.SWITCHING_PROTOCOLS.code());
            replaceHttp(channel.pipeline(), socket);
            socket.open(upgrade);
            channel.flush();
            channel.config().setAutoRead(true);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a socket could not be opened", e);
            socket.abandon();
        }
    }

    private static void replaceHttp(ChannelPipeline pipeline, WebSocketConnection socket) {
        List<ChannelHandler> http = new ArrayList<>();
        pipeline.forEach(named -> http.add(named.getValue()));
        http.removeIf(SslHandler.class::isInstance);
        pipeline.addLast(socket);
        http.forEach(pipeline::remove);
    }

    private <T> void work(Supplier<T> task, T busy, T bug, Executor loop, Consumer<T> then) {
        if (places.tryAcquire()) {
            begin(task, bug, loop, then, places::release);
        } else {
            then.accept(busy);
        }
    }

    private <T> void begin(Supplier<T> task, T bug, Executor loop, Consumer<T> then, Runnable done) {
        executor.execute(() -> {
            T result = bug;
            try {
                result = task.get();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a request could not be answered", e);
            } finally {
                done.run();
                T outcome = result;
                loop.execute(() -> then.accept(outcome));
            }
        });
    }
}
