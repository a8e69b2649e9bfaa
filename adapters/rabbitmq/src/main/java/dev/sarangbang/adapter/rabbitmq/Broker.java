package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import dev.sarangbang.adapter.spi.CannotOpenException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** Connects to the broker. Every time-out is given, and nothing is recovered by the driver: {@link Lifeline} does that. */
final class Broker {

    /** The one exchange. Its routing keys are the ids of accounts, in decimal, and {@link #EVERYONE}. */
    static final String EXCHANGE = "sarangbang.sync";

    /** The routing key to which every node's queue is bound. */
    static final String EVERYONE = "everyone";

    private static final Logger LOG = System.getLogger(Broker.class.getName());

    /** Not allowed, refused, and declared otherwise: codes with which the broker says that a person has to see to it. */
    private static final Set<Integer> REFUSALS = Set.of(530, 403, 406);

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("rabbitmq-driver-", 0).factory();

    private final Login login;

    /** Has no threads but those at work, so nobody needs to close it. */
    private final ExecutorService dispatching = Executors.newVirtualThreadPerTaskExecutor();

    Broker(Login login) {
        this.login = login;
    }

    /** A new connection, which the broker will call {@code name}. */
    Line connect(String name) throws IOException, TimeoutException {
        var socket = new AtomicReference<Socket>();
        var factory = new ConnectionFactory();
        factory.setVirtualHost(login.virtualHost());
        factory.setUsername(login.user());
        factory.setPassword(login.password());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout((int) RabbitMqLimits.CONNECT_WITHIN.toMillis());
        factory.setHandshakeTimeout((int) RabbitMqLimits.CONNECT_WITHIN.toMillis());
        factory.setChannelRpcTimeout((int) RabbitMqLimits.ANSWER_WITHIN.toMillis());
        factory.setShutdownTimeout((int) RabbitMqLimits.CLOSE_WITHIN.toMillis());
        factory.setRequestedHeartbeat((int) RabbitMqLimits.HEARTBEAT.toSeconds());
        factory.setThreadFactory(THREADS);
        factory.setSharedExecutor(dispatching);
        factory.setExceptionHandler(new Quiet());
        factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(socket::set));
        encrypt(factory);
        Connection connection = factory.newConnection(login.brokers().all(), name);
        return new Line(connection, socket.get());
    }

    /** Makes sure that the exchange is there. */
    static void declareExchange(Channel channel) throws IOException {
        channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.DIRECT, true);
    }

    /**
     * Looks whether the broker lets us in and has, or takes, the exchange. Throws {@link CannotOpenException} if it does not.
     *
     * @return false if it could not be reached, which may change
     */
    boolean knock() {
        try (Line line = connect("sarangbang")) {
            declareExchange(line.channel());
            return true;
        } catch (AuthenticationFailureException e) {
            throw lockedOut(e);
        } catch (IOException e) {
            if (isRefusal(e)) {
                throw lockedOut(e);
            }
            LOG.log(Level.DEBUG, "the broker cannot be reached", e);
            return false;
        } catch (TimeoutException | ShutdownSignalException e) {
            LOG.log(Level.DEBUG, "the broker does not answer", e);
            return false;
        }
    }

    private void encrypt(ConnectionFactory factory) {
        if (!login.tls()) {
            return;
        }
        try {
            factory.useSslProtocol(SSLContext.getDefault());
            factory.enableHostnameVerification();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private CannotOpenException lockedOut(IOException cause) {
        return new CannotOpenException(
                "the broker does not let us use " + login + ", or has another exchange called " + EXCHANGE
                        + "; see the settings rabbitmq.*",
                cause);
    }

    private static boolean isRefusal(IOException failure) {
        return failure.getCause() instanceof ShutdownSignalException signal
                && switch (signal.getReason()) {
                    case AMQP.Connection.Close close -> REFUSALS.contains(close.getReplyCode());
                    case AMQP.Channel.Close close -> REFUSALS.contains(close.getReplyCode());
                    case null, default -> false;
                };
    }

    /** What breaks is noticed and told by those who use the line: the driver need not say it too. */
    private static final class Quiet extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {
            LOG.log(Level.DEBUG, message, e);
        }
    }
}
