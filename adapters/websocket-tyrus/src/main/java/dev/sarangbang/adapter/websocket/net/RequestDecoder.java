package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder with our bounds, which says when bytes come: the time for a request's head runs from its first. */
final class RequestDecoder extends HttpRequestDecoder {

    private final Runnable bytesCome;

    RequestDecoder(Runnable bytesCome) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(EdgeLimits.REQUEST_LINE_BYTES_MAX)
                .setMaxHeaderSize(EdgeLimits.HEADERS_BYTES_MAX)
                .setMaxChunkSize(EdgeLimits.BODY_BYTES_MAX)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
        this.bytesCome = bytesCome;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        bytesCome.run();
        super.channelRead(context, message);
    }
}
