package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.adapter.websocket.conformance.Complaints;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in the server itself, with a certificate that is made for the test. */
class TlsTest {

    private static final char[] SECRET = "for this test".toCharArray();

    @TempDir
    static Path folder;

    private static Path certificate;
    private static Path key;
    private static SSLContext trusting;

    private Complaints complaints;

    @BeforeAll
    static void make_a_certificate() throws Exception {
        Path store = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(SECRET))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET);
        }
        certificate =
                pem("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        key = pem("key.pem", "PRIVATE KEY", keys.getKey("server", SECRET).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static Path pem(String name, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    @BeforeEach
    void listen() {
        complaints = new Complaints();
    }

    @AfterEach
    void nobody_complains_of_what_clients_do() {
        complaints.close();
        assertThat(complaints.heard()).isEmpty();
    }

    private static EdgeSettings settings(Tls tls) {
        return new EdgeSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                2,
                100,
                100,
                TrustedProxies.NONE,
                Optional.of(tls));
    }

    private static EdgeServer start(EdgeSettings settings) throws IOException {
        return EdgeServer.start(new EdgeServer.Parts(
                settings,
                request -> TestEdge.tell(request),
                request -> new SocketGate.Admission.Admitted(socket -> new SocketListener() {
                    @Override
                    public void message(String text) {
                        if (text.equals("bye")) {
                            socket.close(CloseCodes.RESTART, "retry_after_ms=7");
                        } else {
                            socket.send(OutgoingFrame.text(text.getBytes(StandardCharsets.UTF_8)));
                        }
                    }

                    @Override
                    public void closed(int code) {}
                }),
                EdgeObserver.NONE,
                Clock.systemUTC(),
                System::nanoTime));
    }

    @Test
    void requests_are_answered_over_tls_and_browsers_told_to_stay_with_it() throws Exception {
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(
                                        "https://localhost:" + server.address().getPort() + "/a"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).startsWith("GET /a");
                assertThat(answer.headers().firstValue("strict-transport-security"))
                        .isPresent();
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @Test
    void a_socket_is_opened_and_closed_over_tls() throws Exception {
        var echoes = new StringBuilder();
        var closed = new CompletableFuture<String>();
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            int port = server.address().getPort();
            WebSocket socket = client.newWebSocketBuilder()
                    .header("Origin", "https://localhost:" + port)
                    .subprotocols("sarangbang.v1")
                    .buildAsync(URI.create("wss://localhost:" + port + "/ws"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            echoes.append(data);
                            from.request(1);
                            return null;
                        }

                        @Override
                        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                            closed.complete(code + " " + reason);
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            String large = "큰 ".repeat(4_000);
            socket.sendText(large, true).get(10, TimeUnit.SECONDS);
            socket.sendText("bye", true).get(10, TimeUnit.SECONDS);
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo("1012 retry_after_ms=7");
            assertThat(echoes.toString()).isEqualTo(large);
            Eventually.eventually("the connection is gone", () -> server.connections() == 0);
        }
    }

    @Test
    void plain_http_gets_nowhere_and_does_not_disturb() throws Exception {
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                var plain = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] got = plain.getInputStream().readAllBytes();
            assertThat(new String(got, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1 200");
            Eventually.eventually("it is gone", () -> server.connections() == 0);
        }
    }

    @Test
    void what_turns_from_tls_into_something_else_is_cut_without_a_word() throws Exception {
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                var plain = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort());
                var ssl = (SSLSocket) trusting.getSocketFactory()
                        .createSocket(plain, "localhost", server.address().getPort(), false)) {
            plain.setSoTimeout(10_000);
            String handshake = String.join(
                    "\r\n",
                    "GET /ws HTTP/1.1",
                    "Host: localhost",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Protocol: sarangbang.v1",
                    "Origin: https://localhost:" + server.address().getPort(),
                    "",
                    "");
            ssl.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
            ssl.getOutputStream().flush();
            assertThat(new String(ssl.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
            plain.getOutputStream().write("password=correct horse".getBytes(StandardCharsets.US_ASCII));
            plain.getOutputStream().flush();
            plain.getInputStream().readAllBytes();
            Eventually.eventually("it is gone", () -> server.connections() == 0);
        }
    }

    @Test
    void old_versions_of_tls_are_not_spoken() throws Exception {
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                var socket = trusting.getSocketFactory()
                        .createSocket(
                                InetAddress.getLoopbackAddress(),
                                server.address().getPort())) {
            var ssl = (SSLSocket) socket;
            SSLParameters parameters = ssl.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.1"});
            ssl.setSSLParameters(parameters);
            assertThatExceptionOfType(IOException.class).isThrownBy(ssl::startHandshake);
        }
    }

    @Test
    void who_asks_for_one_handshake_after_another_is_cut() throws Exception {
        try (EdgeServer server = start(settings(new Tls(certificate, key)));
                var ssl = (SSLSocket) trusting.getSocketFactory()
                        .createSocket("localhost", server.address().getPort())) {
            ssl.setSoTimeout(10_000);
            ssl.setEnabledProtocols(new String[] {"TLSv1.2"});
            ssl.startHandshake();
            ssl.getOutputStream().write("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(ssl.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");

            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> {
                ssl.startHandshake();
                ssl.getInputStream().readAllBytes();
            });
            Eventually.eventually("it is gone", () -> server.connections() == 0);
        }
    }

    @Test
    void a_key_that_others_may_read_is_not_used() throws IOException {
        Path open = Files.copy(key, folder.resolve("open.pem"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> start(settings(new Tls(certificate, open))))
                .withMessageContaining("others may read the key")
                .withMessageContaining("chmod 600");
    }

    @Test
    void files_that_are_not_there_or_not_what_they_should_be_are_told_of() {
        Map<Tls, String> wrong = Map.of(
                new Tls(folder.resolve("none.pem"), key), "the certificate",
                new Tls(certificate, folder.resolve("none.pem")), "the key",
                new Tls(key, key), "no TLS with");
        wrong.forEach((tls, told) -> assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> start(settings(tls)))
                .withMessageContaining(told));
    }

    @Test
    void with_tls_no_origin_is_plain() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var tls = Optional.of(new Tls(certificate, key));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EdgeSettings(address, Set.of("http://chat.example"), 1, 1, 1, TrustedProxies.NONE, tls));
        var settings = new EdgeSettings(address, Set.of(), 1, 1, 1, TrustedProxies.NONE, tls);
        assertThat(settings.https()).isTrue();
        assertThat(settings.originsAt(8443)).contains("https://localhost:8443");
        assertThat(HttpResponse.empty(204).cookies()).isEmpty();
    }
}
