package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

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

    static void shutdownOutput(DuplexChannel channel) {
        channel.shutdownOutput();
    }

    static void write(Channel channel, Object message) {
        channel.write(message, channel.voidPromise());
    }

    static void writeAndFlush(Channel channel, Object message) {
        channel.writeAndFlush(message, channel.voidPromise());
    }
}
