package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client to read it, bounded in bytes and in age. Frames are kept as they are shared with other clients; only
 * the next {@link EdgeLimits#WRITE_BYTES_MAX} of them are copied side by side into one buffer for the operating system, so
 * that a burst costs one system call and a client that does not read costs references.
 *
 * <p>Used by one event loop only.
 */
final class Outbox {

    /** How much Netty holds before the channel counts as not writable, and from where on it is writable again. */
    static final WriteBufferWaterMark NETTY_BYTES =
            new WriteBufferWaterMark(EdgeLimits.WRITE_BYTES_MAX, 2 * EdgeLimits.WRITE_BYTES_MAX);

    private static final int BURST_FRAMES = 16;

    /** What became of a frame. */
    enum Added {
        WAITING,
        /** Not worth the room. */
        DROPPED,
        /** There is no room: the client is too slow. */
        FULL
    }

    private final Channel channel;
    private final EdgeObserver observer;

    private @Nullable ArrayDeque<OutgoingFrame> waiting;
    private int waitingBytes;

    /** Whether the queue has grown so much that it is not kept once it is empty. */
    private boolean burst;

    /** All bytes ever added, and those of them that had been at {@link #markNanos}: once these are gone, nothing is that old. */
    private long addedBytes;

    private long markBytes;
    private long markNanos;

    Outbox(Channel channel, EdgeObserver observer) {
        this.channel = channel;
        this.observer = observer;
    }

    Added add(OutgoingFrame frame) {
        if (frame.isEphemeral() && pendingBytes() + frame.length() > EdgeLimits.OUTBOX_EPHEMERAL_BYTES_MAX) {
            observer.ephemeralDropped();
            return Added.DROPPED;
        }
        if (pendingBytes() + frame.length() > EdgeLimits.OUTBOX_BYTES_MAX) {
            return Added.FULL;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(frame);
        burst |= waiting.size() > BURST_FRAMES;
        waitingBytes += frame.length();
        addedBytes += frame.length();
        return Added.WAITING;
    }

    /** Hands over as much as the operating system takes. */
    void flush() {
        boolean wrote = false;
        while (waitingBytes > 0 && channel.isWritable()) {
            Channels.write(channel, nextBuffer());
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
        if (waitingBytes == 0 && burst) {
            waiting = null;
            burst = false;
        }
    }

    /** Drops what waits. */
    void clear() {
        waiting = null;
        waitingBytes = 0;
    }

    boolean isEmpty() {
        return waitingBytes == 0;
    }

    /** Whether something has waited longer than {@link EdgeLimits#OUTBOX_AGE_MAX}. Asked every now and then. */
    boolean isStuck(long nowNanos) {
        long pending = pendingBytes();
        if (pending == 0 || addedBytes - pending >= markBytes) {
            markBytes = addedBytes;
            markNanos = nowNanos;
            return false;
        }
        return nowNanos - markNanos > EdgeLimits.OUTBOX_AGE_MAX.toNanos();
    }

    /** What the client has not been given yet: what waits here, and what waits in Netty, its book-keeping included. */
    long pendingBytes() {
        long inNetty = channel.isWritable()
                ? NETTY_BYTES.high() - channel.bytesBeforeUnwritable()
                : NETTY_BYTES.low() + channel.bytesBeforeWritable();
        return waitingBytes + inNetty;
    }

    private ByteBuf nextBuffer() {
        ArrayDeque<OutgoingFrame> frames = Objects.requireNonNull(waiting);
        int size = 0;
        int count = 0;
        for (OutgoingFrame frame : frames) {
            if (count > 0 && size + frame.length() > EdgeLimits.WRITE_BYTES_MAX) {
                break;
            }
            size += frame.length();
            count++;
        }
        ByteBuf buffer = channel.alloc().directBuffer(size);
        for (int i = 0; i < count; i++) {
            buffer.writeBytes(frames.remove().wire());
        }
        waitingBytes -= size;
        observer.framesSent(count, size);
        return buffer;
    }
}
