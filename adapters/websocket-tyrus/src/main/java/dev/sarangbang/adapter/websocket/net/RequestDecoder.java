package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder with our bounds, stricter about heads, which says when bytes come: the time for a request's head runs from its
 * first.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private final Runnable bytesCome;
    private final HeadCheck heads = new HeadCheck();
    private boolean inHead = true;
    private boolean refused;

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

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (!refused && inHead && !heads.passes(in)) {
            refused = true;
            HttpMessage invalid = createInvalidMessage();
            invalid.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not a head")));
            out.add(invalid);
        }
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        super.decode(context, in, out);
        for (Object part : out.subList(before, out.size())) {
            inHead = part instanceof LastHttpContent;
            if (inHead) {
                heads.begin();
            }
        }
    }
}
