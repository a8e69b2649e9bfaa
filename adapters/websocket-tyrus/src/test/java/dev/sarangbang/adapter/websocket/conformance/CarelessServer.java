package dev.sarangbang.adapter.websocket.conformance;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket server that checks nothing, and says each frame back as it came, cut to what its first length byte can tell. */
final class CarelessServer implements AutoCloseable {

    private static final String ANSWER =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: sarangbang.v1\r\n\r\n";

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    CarelessServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        try (Socket client = listening.accept()) {
            var in = new DataInputStream(client.getInputStream());
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) in.readUnsignedByte();
            }
            client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                sayBack(client, in);
            }
        } catch (IOException gone) {
            // The client has seen enough.
        }
    }

    private static void sayBack(Socket client, DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        byte[] mask = in.readNBytes((second & 0x80) == 0 ? 0 : 4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length && mask.length > 0; i++) {
            payload[i] ^= mask[i % 4];
        }
        int said = Math.min(payload.length, 125);
        byte[] frame = new byte[2 + said];
        frame[0] = (byte) (first == 0x89 ? 0x8A : first);
        frame[1] = (byte) said;
        System.arraycopy(payload, 0, frame, 2, said);
        client.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
