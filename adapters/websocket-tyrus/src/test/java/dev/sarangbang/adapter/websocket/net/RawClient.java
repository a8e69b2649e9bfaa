package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP and WebSocket byte by byte, and so also wrongly. Reading waits for at most ten seconds. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Socket socket;
    private final DataInputStream in;
    private final int port;

    public RawClient(int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    /** An answer to a request. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /** A frame the server sent. */
    public record Frame(int first, byte[] payload) {
        public boolean isClose() {
            return (first & 0xf) == 8;
        }

        public int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    // ---- HTTP
    // --------------------------------------------------------------------------------------------------------

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends to a server that may have ended the connection already. */
    public void sendOrBeCut(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException cut) {
            // What there is to hear shows whether that was right.
        }
    }

    public Answer ask(String request) throws IOException {
        send(request);
        return answer(request.startsWith("HEAD "));
    }

    public Answer answer() throws IOException {
        return answer(false);
    }

    /** The answer to a {@code HEAD}: it announces a body that does not come. */
    public Answer answerToHead() throws IOException {
        return answer(true);
    }

    private Answer answer(boolean headOnly) throws IOException {
        String[] statusLine = line().split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(statusLine[1]), headers, body);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed after " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether something came that was not read yet. */
    public boolean hasSomething() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether the server has ended the connection and sent nothing before that. */
    public boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    // ---- WebSocket
    // ---------------------------------------------------------------------------------------------------

    /** The lines of a good handshake, for tests to change. */
    public Map<String, String> handshake() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost:" + port);
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Protocol", "sarangbang.v1");
        headers.put("Origin", "http://localhost:" + port);
        return headers;
    }

    public static String request(String line, Map<String, String> headers) {
        var request = new StringBuilder(line).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").toString();
    }

    public void upgrade() throws IOException {
        upgrade(Map.of());
    }

    public void upgrade(Map<String, String> more) throws IOException {
        Map<String, String> headers = handshake();
        headers.putAll(more);
        Answer answer = ask(request("GET /ws HTTP/1.1", headers));
        assertThat(answer.status()).as("%s", answer).isEqualTo(101);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo("sarangbang.v1");
        assertThat(answer.header("sec-websocket-extensions")).isNull();
    }

    /** The bytes of a masked frame with the shortest length there is. */
    public static byte[] frame(int first, byte[] payload) {
        int extended = payload.length <= 125 ? 0 : payload.length <= 0xffff ? 2 : 8;
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        bytes.write(0x80 | (extended == 0 ? payload.length : extended == 2 ? 126 : 127));
        for (int i = extended - 1; i >= 0; i--) {
            bytes.write(i >= 4 ? 0 : payload.length >>> 8 * i);
        }
        bytes.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            bytes.write(payload[i] ^ MASK[i % 4]);
        }
        return bytes.toByteArray();
    }

    public void frame(int first, String payload) throws IOException {
        send(frame(first, payload.getBytes(StandardCharsets.UTF_8)));
    }

    public void text(String text) throws IOException {
        frame(0x81, text);
    }

    public void close(int code) throws IOException {
        send(frame(0x88, new byte[] {(byte) (code >>> 8), (byte) code}));
    }

    public Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        assertThat(length & 0x80).as("a server does not mask").isZero();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Frame(first, in.readNBytes(length));
    }

    /** The close frame that ends what the server sends; other frames before it are skipped. */
    public Frame closeFrame() throws IOException {
        Frame frame = frame();
        while (!frame.isClose()) {
            frame = frame();
        }
        return frame;
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
