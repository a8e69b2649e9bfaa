package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/** Something with deadlines, looked at by the {@link LoopKeeper} of its event loop. */
abstract class Watched extends ChannelInboundHandlerAdapter {

    /** Where the keeper holds this; its business alone. */
    int place = -1;

    /** Looks whether a deadline has passed. Called on the event loop, every {@link EdgeLimits#SWEEP_EVERY}. */
    abstract void sweep(long nowNanos);

    /** Ends at once. Called on the event loop. */
    abstract void abort();

    /** Goes away for a restart; whoever is to come back is told to do so within {@code spread}. Called on the event loop. */
    abstract void drain(Duration spread);
}
