package dev.sarangbang.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One device that connects: says hello, and syncs every room from where it stands until there is no more. Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes its channel, and closed channels are counted
final class StormDevice extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final Pattern ROOM =
            Pattern.compile("\\{\"room\":\"(\\d+)\",\"epoch\":\"(\\d+)\".*?\"first\":(\\d+)");
    private static final Bytes WELCOME = new Bytes("{\"type\":\"welcome\"");
    private static final Bytes ENTRIES = new Bytes("{\"type\":\"entries\"");
    private static final Bytes ERROR = new Bytes("{\"type\":\"error\"");
    private static final Bytes MORE = new Bytes("\"more\":true");
    private static final Bytes LAST = new Bytes("\"head\":");

    /** Whose device it is, and what it is called. */
    record Owner(String cookie, String device) {}

    /** What is to be told. */
    interface Listener {
        void welcomed();

        void inSync(int pages);

        void refused();

        void gone();
    }

    /** A room to sync, and from where. */
    private record Position(String room, String epoch, long after) {}

    private final Owner owner;
    private final Listener listener;
    private final Deque<Position> toSync = new ArrayDeque<>();
    private int pages;
    private boolean done;

    StormDevice(Owner owner, Listener listener) {
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            send(context, "{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"" + owner.device() + "\"}");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        ByteBuf content = frame.content();
        if (WELCOME.endIn(content) >= 0) {
            listener.welcomed();
            Matcher rooms = ROOM.matcher(content.toString(StandardCharsets.UTF_8));
            while (rooms.find()) {
                toSync.add(new Position(rooms.group(1), rooms.group(2), Long.parseLong(rooms.group(3)) - 1));
            }
            syncNext(context);
        } else if (ENTRIES.endIn(content) >= 0) {
            pages++;
            Position here = toSync.remove();
            if (MORE.endIn(content) >= 0) {
                throw new IllegalStateException("more than one page in " + here.room() + ", up to "
                        + Bytes.number(content, LAST.endIn(content)));
            }
            syncNext(context);
        } else if (ERROR.endIn(content) >= 0) {
            listener.refused();
            context.close();
        }
    }

    private void syncNext(ChannelHandlerContext context) {
        Position next = toSync.peek();
        if (next != null) {
            send(
                    context,
                    "{\"type\":\"sync\",\"id\":\"s" + pages + "\",\"room\":\"" + next.room() + "\",\"epoch\":\""
                            + next.epoch() + "\",\"after\":" + next.after() + ",\"limit\":200}");
        } else if (!done) {
            done = true;
            listener.inSync(pages);
        }
    }

    private static void send(ChannelHandlerContext context, String text) {
        context.writeAndFlush(new TextWebSocketFrame(text), context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.gone();
    }

    /** A handshake that is refused comes here too. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
