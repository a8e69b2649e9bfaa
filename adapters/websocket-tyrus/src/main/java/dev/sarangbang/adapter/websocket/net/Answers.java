package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.SecurityHeaders;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Puts answers into the form in which they are sent, with what every one of them carries. */
final class Answers {

    private record Date(long second, String text) {}

    private final Map<String, String> everywhere;
    private final Clock clock;
    private volatile Date date = new Date(Long.MIN_VALUE, "");

    Answers(boolean https, Clock clock) {
        this.everywhere = SecurityHeaders.headers(https);
        this.clock = clock;
    }

    /** {@code answer} as Netty sends it. {@code headOnly}: without the body, but with its length. */
    FullHttpResponse of(HttpResponse answer, boolean headOnly, boolean last) {
        boolean bodiless = headOnly || answer.status() == 204 || answer.status() == 304;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                bodiless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        everywhere.forEach(response.headers()::set);
        answer.headers().forEach(response.headers()::set);
        if (!answer.cookies().isEmpty()) {
            response.headers().set(HttpHeaderNames.SET_COOKIE, answer.cookies());
        }
        response.headers().set(HttpHeaderNames.DATE, date());
        if (answer.status() != 204 && answer.status() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    /** The answer by which a connection becomes a WebSocket. */
    FullHttpResponse switching(Map<String, List<String>> headers) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        headers.forEach((name, values) -> response.headers().set(name, values));
        return response;
    }

    private String date() {
        Instant now = clock.instant();
        Date known = date;
        if (known.second != now.getEpochSecond()) {
            known = new Date(
                    now.getEpochSecond(), DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
            date = known;
        }
        return known.text;
    }
}
