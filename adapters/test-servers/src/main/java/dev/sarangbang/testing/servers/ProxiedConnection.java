package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client with its connection to the server. */
final class ProxiedConnection {

    private static final int PIECE_BYTES = 64 * 1024;

    /** A fuller line stops reading, as a network does. */
    private static final int PIECES_UNDER_WAY_MAX = 256;

    private static final int LOOK_MILLIS = 100;

    private final Socket client;
    private final Socket server;
    private final Line requests;
    private final Line replies;
    private volatile boolean lost;

    ProxiedConnection(Socket client, Socket server, Line requests, Line replies) {
        this.client = client;
        this.server = server;
        this.requests = requests;
        this.replies = replies;
    }

    /** Bytes, with when they were read; none at the end of the stream. */
    private static final class Piece {
        private final byte[] bytes;
        private final long readAt;

        Piece(byte[] bytes, long readAt) {
            this.bytes = bytes;
            this.readAt = readAt;
        }

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    /** Passes bytes both ways until either side ends. */
    void run() {
        Thread answering = Thread.ofVirtual().start(() -> pass(server, client, replies));
        pass(client, server, requests);
        try {
            answering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True if bytes of it have vanished, so that it makes no sense any more. */
    boolean hasLost() {
        return lost;
    }

    void reset() {
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // makes closing a reset
            socket.close();
        } catch (IOException goneAlready) {
            return;
        }
    }

    /** Reading goes on while bytes wait, or a delay would slow a line down that should only be long. */
    private void pass(Socket from, Socket to, Line line) {
        BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(PIECES_UNDER_WAY_MAX);
        Thread writing = Thread.ofVirtual().start(() -> write(underWay, to, line));
        try {
            byte[] buffer = new byte[PIECE_BYTES];
            Piece piece;
            do {
                int length = read(from, buffer);
                piece = new Piece(Arrays.copyOf(buffer, Math.max(0, length)), System.nanoTime());
            } while (put(piece, underWay, writing) && !piece.isEnd());
            writing.join();
        } catch (InterruptedException e) {
            writing.interrupt();
            reset();
        }
    }

    /** False if nobody will take it any more. */
    private static boolean put(Piece piece, BlockingQueue<Piece> underWay, Thread writing) throws InterruptedException {
        while (!underWay.offer(piece, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (!writing.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Zero or less at the end, however it came. */
    private static int read(Socket from, byte[] buffer) {
        try {
            return from.getInputStream().read(buffer);
        } catch (IOException ended) {
            return -1;
        }
    }

    private void write(BlockingQueue<Piece> underWay, Socket to, Line line) {
        boolean open = true;
        try {
            while (open) {
                Piece piece = underWay.take();
                if (!line.passes(piece.readAt)) {
                    lost = true;
                    open = !piece.isEnd();
                } else if (lost || piece.isEnd()) { // no protocol in use here closes half of a connection
                    reset();
                    open = false;
                } else {
                    open = wrote(to, piece.bytes);
                }
            }
        } catch (InterruptedException e) {
            reset();
        }
    }

    private boolean wrote(Socket to, byte[] bytes) {
        try {
            to.getOutputStream().write(bytes);
            return true;
        } catch (IOException gone) {
            reset();
            return false;
        }
    }
}
