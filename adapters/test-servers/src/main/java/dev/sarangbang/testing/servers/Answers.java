package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whether a server answers as its protocol says: the first bytes of a conversation, no more. */
final class Answers {

    private static final int TIMEOUT_MILLIS = 2_000;

    private Answers() {}

    /** True if, after {@code greeting}, byte number {@code at} of what the server says is {@code expected}. */
    static boolean with(String host, int port, String greeting, int at, int expected) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(at + 1);
            return answer.length == at + 1 && answer[at] == (byte) expected;
        } catch (IOException notYet) {
            return false;
        }
    }
}
