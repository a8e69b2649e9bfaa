package dev.sarangbang.bootstrap;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.adapter.websocket.WebSocketEdge;
import dev.sarangbang.adapter.websocket.net.EdgeSettings;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Surroundings;
import dev.sarangbang.bootstrap.config.Configuration;
import dev.sarangbang.bootstrap.log.Complaints;
import dev.sarangbang.bootstrap.metrics.AdapterMetrics;
import dev.sarangbang.bootstrap.metrics.ApplicationMeter;
import dev.sarangbang.bootstrap.metrics.EdgeMeter;
import dev.sarangbang.bootstrap.metrics.Registry;
import dev.sarangbang.bootstrap.operations.Desk;
import dev.sarangbang.bootstrap.operations.Readiness;
import dev.sarangbang.domain.port.PortException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. It starts from the inside out, stores, application, ticks, and at last the way in for browsers; and it stops the
 * other way round, so that nobody is let in before there is something behind the door, nor later.
 */
public final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration PAUSE = Duration.ofNanos(50_000);

    /** By when, of the time for stopping, clients should be gone; and by when what they left behind should be done. */
    private static final double CLIENTS_GONE_BY = 0.7;

    private static final double WORK_DONE_BY = 0.9;

    private final Configuration configuration;
    private final Readiness readiness;
    private final InetSocketAddress address;
    private final Stages stages;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Server(Configuration configuration, Readiness readiness, InetSocketAddress address, Stages stages) {
        this.configuration = configuration;
        this.readiness = readiness;
        this.address = address;
        this.stages = stages;
    }

    /** Starts a server, and returns when it can be reached. Blocks. What was begun is undone if it fails. */
    public static Server start(Configuration configuration) throws StartException {
        long beganNanos = System.nanoTime();
        var stages = new Stages();
        boolean complete = false;
        try {
            Server server = start(configuration, stages);
            complete = true;
            LOG.atInfo()
                    .addKeyValue("url", server.url())
                    .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos))
                    .log("ready");
            return server;
        } finally {
            if (!complete) {
                stages.stop(configuration.stopWithin());
            }
        }
    }

    private static Server start(Configuration configuration, Stages stages) throws StartException {
        Sharing.warning(configuration.adapters().chosen()).ifPresent(LOG::warn);
        var registry = stages.addCloseable("metrics", new Registry());
        var random = new SecureRandom();
        var adapters = stages.addCloseable(
                "adapters",
                OpenAdapters.open(
                        configuration.adapters().chosen(),
                        provider -> host(provider, configuration, random, registry)));
        var workers = stages.addCloseable("workers", new Workers());
        var application = new ChatApplication(
                adapters.ports(),
                new Surroundings(
                        InstantSource.system(),
                        System::nanoTime,
                        random,
                        workers,
                        () -> LockSupport.parkNanos(PAUSE.toNanos()),
                        configuration.appendsAtOnce()),
                new ApplicationMeter(registry.meters(), new Complaints(System::nanoTime)));
        begin(application);
        stages.add("application", patience -> application.stop());
        stages.addCloseable("ticks", new Ticker(application::tick));
        registry.show("sarangbang.drafts.waiting", "Drafts that wait to be appended", application::draftsWaiting);
        registry.show("sarangbang.accounts.connected", "Accounts with a device here", application::accountsConnected);

        var readiness = new Readiness(adapters.checks(workers, System::nanoTime), application::holdsNodeNumber);
        var desk = new Desk(readiness, registry, configuration.operators().metricsToken());
        WebSocketEdge edge = open(configuration.web(), application, desk, new EdgeMeter(registry.meters()));
        stages.add("edge", patience -> {
            long beganNanos = System.nanoTime();
            edge.drain(part(patience, CLIENTS_GONE_BY));
            edge.close();
            Duration left = part(patience, WORK_DONE_BY).minusNanos(System.nanoTime() - beganNanos);
            if (!workers.awaitIdle(left)) {
                LOG.warn("not everything that was begun could be finished in time");
            }
        });
        return new Server(configuration, readiness, edge.address(), stages);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }

    private static Host host(
            AdapterProvider provider, Configuration configuration, SecureRandom random, Registry registry) {
        Settings settings = configuration.adapters().settings().get(provider.name());
        return new Host(
                settings == null ? Settings.defaults(provider.settings()) : settings,
                configuration.dataDirectory(),
                InstantSource.system(),
                random,
                new AdapterMetrics(registry.meters(), provider.name()));
    }

    private static void begin(ChatApplication application) throws StartException {
        try {
            application.start();
        } catch (PortException e) {
            throw new StartException("the application cannot start: " + e.getMessage(), e);
        }
    }

    private static WebSocketEdge open(Configuration.Web web, ChatApplication application, Desk desk, EdgeMeter meter)
            throws StartException {
        var address = new InetSocketAddress(web.bind(), web.port());
        var settings = new EdgeSettings(
                address,
                web.origins(),
                Runtime.getRuntime().availableProcessors(),
                web.connectionsMax(),
                web.connectionsPerAddressMax(),
                new TrustedProxies(web.proxies().networks(), web.proxies().header()),
                web.tls());
        try {
            return WebSocketEdge.start(settings, application, desk::on, meter);
        } catch (IOException e) {
            throw new StartException(sayWhyNot(address, e), e);
        }
    }

    private static String sayWhyNot(InetSocketAddress address, IOException e) {
        String where = address.getAddress().getHostAddress() + ", port " + address.getPort();
        Throwable cause = e.getCause();
        if (cause == null || cause instanceof SSLException || cause instanceof IllegalArgumentException) {
            // It is about TLS, and a sentence already.
            return String.valueOf(e.getMessage());
        }
        if (!(cause instanceof BindException)) {
            return "cannot listen on " + where + ": " + cause.getMessage();
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("in use")) {
            return "port " + address.getPort()
                    + " is in use; choose another one with --port, or 0 for any that is free";
        }
        return "cannot listen on " + where + ": " + message;
    }

    /** Where to point a browser. */
    public String url() {
        InetAddress bound = address.getAddress();
        String host = bound.isLoopbackAddress() || bound.isAnyLocalAddress() ? "localhost" : bound.getHostAddress();
        String scheme = configuration.web().tls().isPresent() ? "https://" : "http://";
        return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Lets nobody in any more, tells everybody to come back later, finishes what was begun, and closes everything. Blocks, for about as
     * long as the configuration allows at most. To stop twice is no error: the second call waits for the first.
     */
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("stopping");
            readiness.stop();
            boolean clean = stages.stop(configuration.stopWithin());
            LOG.atInfo().addKeyValue("clean", clean).log("stopped");
            stopped.countDown();
        } else {
            awaitStoppedQuietly();
        }
    }

    /** Waits until somebody has stopped it. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    private void awaitStoppedQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
