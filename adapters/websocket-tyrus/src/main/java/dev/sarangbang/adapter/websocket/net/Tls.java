package dev.sarangbang.adapter.websocket.net;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * A certificate and its key, in PEM files.
 *
 * @param certificate the certificate, and those that lead from it to a root
 * @param key its private key in PKCS#8, not encrypted, which nobody but the owner of the file may read
 */
public record Tls(Path certificate, Path key) {

    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    /** What is not this old is spoken by every browser of today. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    static {
        // A client of TLS 1.2 could ask for a new handshake, which is dear, again and again on one connection. Java
        // reads
        // this once, before its first handshake as a server; whoever runs it may have set it otherwise.
        if (System.getProperty(REJECT_RENEGOTIATION) == null) {
            System.setProperty(REJECT_RENEGOTIATION, "true");
        }
    }

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Reads the files. Throws {@link IOException} if they cannot be used, with a sentence that says why. */
    SslContext context() throws IOException {
        if (!Files.isReadable(certificate)) {
            throw new IOException("the certificate " + certificate + " cannot be read");
        }
        if (!Files.isReadable(key)) {
            throw new IOException("the key " + key + " cannot be read");
        }
        if (Files.getFileStore(key).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(key).stream().anyMatch(OTHERS::contains)) {
            throw new IOException("others may read the key " + key + "; chmod 600 it");
        }
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "no TLS with the certificate " + certificate + " and the key " + key + ": " + e.getMessage(), e);
        }
    }
}
