package dev.sarangbang.adapter.websocket.net;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether the head of a request, as Netty has parsed it, is one that is answered. */
final class RequestGuard {

    /** Why a request is not looked at any further. */
    enum Flaw {
        BAD_REQUEST(400, "bad_request", "not a request"),
        TIMEOUT(408, "request_timeout", "too slow"),
        TOO_LARGE(413, "too_large", "the body is too large"),
        URI_TOO_LONG(414, "uri_too_long", "the request line is too long"),
        EXPECTATION_FAILED(417, "expectation_failed", "only 100-continue can be expected"),
        HEADERS_TOO_LARGE(431, "headers_too_large", "too many headers, or too long ones"),
        VERSION(505, "http_version_not_supported", "only HTTP/1.1 and HTTP/1.0");

        final int status;
        final String code;
        final String message;

        Flaw(int status, String code, String message) {
            this.status = status;
            this.code = code;
            this.message = message;
        }
    }

    private RequestGuard() {}

    /** What is wrong with the request, or empty if nothing is. */
    static Optional<Flaw> flaw(HttpRequest request) {
        Optional<Flaw> unreadable = unreadable(request.decoderResult());
        if (unreadable.isPresent()) {
            return unreadable;
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(version.protocolName().equals("HTTP") ? Flaw.VERSION : Flaw.BAD_REQUEST);
        }
        if (request.headers().size() > EdgeLimits.HEADERS_MAX) {
            return Optional.of(Flaw.HEADERS_TOO_LARGE);
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean hostIsRight = version.equals(HttpVersion.HTTP_1_1) ? hosts == 1 : hosts <= 1;
        boolean targetIsRight = path(request.uri()) != null;
        if (!hostIsRight || !targetIsRight) {
            return Optional.of(Flaw.BAD_REQUEST);
        }
        List<String> expectations = request.headers().getAll(HttpHeaderNames.EXPECT);
        if (!expectations.isEmpty() && !(expectations.size() == 1 && isContinue(expectations.get(0)))) {
            return Optional.of(Flaw.EXPECTATION_FAILED);
        }
        return bodyFlaw(request);
    }

    /** What is wrong with a piece of a request that could not be read. */
    static Optional<Flaw> unreadable(DecoderResult result) {
        Throwable cause = result.cause();
        if (cause == null) {
            return Optional.empty();
        }
        if (cause instanceof TooLongHttpLineException) {
            return Optional.of(Flaw.URI_TOO_LONG);
        }
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException;
        return Optional.of(tooLong ? Flaw.HEADERS_TOO_LARGE : Flaw.BAD_REQUEST);
    }

    /** What is wrong with a piece of a body that could not be read. */
    static Optional<Flaw> unreadableBody(DecoderResult result) {
        // The line that is too long is then one that says how long a chunk is.
        return unreadable(result).map(flaw -> flaw == Flaw.URI_TOO_LONG ? Flaw.BAD_REQUEST : flaw);
    }

    /** Whether the sender waits for a word before it sends the body. */
    static boolean expectsContinue(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.EXPECT);
    }

    /** The path of a target, percent-decoded; {@code null} if the target is not of the form a server is asked with. */
    static @Nullable String path(String target) {
        if (!target.startsWith("/")) {
            return null;
        }
        int query = target.indexOf('?');
        String raw = query < 0 ? target : target.substring(0, query);
        String path = decode(raw);
        if (path == null || path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
            return null;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return null;
            }
        }
        return path;
    }

    private static boolean isContinue(String expectation) {
        return expectation.equalsIgnoreCase("100-continue");
    }

    private static boolean isChunked(String encoding) {
        return encoding.equalsIgnoreCase("chunked");
    }

    private static Optional<Flaw> bodyFlaw(HttpRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty() && !(encodings.size() == 1 && isChunked(encodings.get(0)))) {
            return Optional.of(Flaw.BAD_REQUEST);
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            return Optional.empty();
        }
        try {
            return Long.parseLong(length) > EdgeLimits.BODY_BYTES_MAX ? Optional.of(Flaw.TOO_LARGE) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(Flaw.BAD_REQUEST);
        }
    }

    private static @Nullable String decode(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > 0x7e) {
                return null;
            }
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
