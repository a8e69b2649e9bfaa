package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * One small Cassandra node, which acknowledges nothing before it is on disk ({@code commitlog_sync: batch}). Its data centre is {@value
 * #DATACENTER}. Everything is forgotten by {@link #close}, nothing by {@link #kill}.
 */
public final class CassandraServer extends TestServer {

    /** What a driver must be told. */
    public static final String DATACENTER = "datacenter1";

    private static final Shared<CassandraServer> SHARED = new Shared<>(CassandraServer::start);

    private final CassandraAddress address;

    CassandraServer(CassandraAddress address) {
        super("cassandra");
        this.address = address;
        try {
            Files.writeString(directory().resolve("cassandra.yaml"), CassandraSettings.yaml(address));
            Files.writeString(directory().resolve("logback.xml"), CassandraSettings.LOGBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one for all tests of this JVM. */
    public static CassandraServer shared() {
        return SHARED.get();
    }

    /** One of one's own, empty. */
    public static CassandraServer start() {
        CassandraServer server = new CassandraServer(CassandraAddress.alone());
        server.restart();
        return server;
    }

    /** Where clients connect. */
    public String host() {
        return address.host();
    }

    public int port() {
        return address.clientPort();
    }

    @Override
    List<String> command() {
        return CassandraSettings.command(directory());
    }

    /** To an OPTIONS frame of protocol version 4 the answer is a SUPPORTED frame, of type 6. */
    @Override
    boolean isReady() {
        return Answers.with(host(), port(), "\u0004\0\0\0\u0005\0\0\0\0", 4, 6);
    }
}
