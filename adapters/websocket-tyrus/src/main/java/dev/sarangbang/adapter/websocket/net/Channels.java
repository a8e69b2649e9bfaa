package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;

/**
 * Netty answers everything with a future. These are the calls whose failure needs no look at the future: it ends the channel, and
 * that is heard of.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Channels {

    private Channels() {}

    static void close(Channel channel) {
        channel.close();
    }

    /**
     * Whether what went wrong with a connection is the doing of the line or of whoever is at its other end, such as speaking no TLS. That
     * is not worth a line in the log; and what Netty says of it quotes what was sent.
     */
    static boolean isLineFault(Throwable failure) {
        Throwable cause = failure instanceof DecoderException ? failure.getCause() : failure;
        return cause instanceof IOException;
    }

    /** Says that nothing more will be sent, also inside TLS, where an end that is not said is taken for an attack. */
    static void shutdownOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> channel.shutdownOutput());
        }
    }

    static void write(Channel channel, Object message) {
        channel.write(message, channel.voidPromise());
    }

    static void writeAndFlush(Channel channel, Object message) {
        channel.writeAndFlush(message, channel.voidPromise());
    }
}
