package dev.sarangbang.adapter.websocket.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer. What every answer carries, its length, the date and the security headers, is added when it is sent.
 *
 * @param status its status code
 * @param headers its headers, but cookies
 * @param cookies the values of its {@code Set-Cookie} headers
 * @param body its body; not sent, but announced, if the request's method is {@code HEAD}
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    private static final byte[] NOTHING = {};

    public HttpResponse {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** An answer that sets no cookie. */
    public HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, List.of(), body);
    }

    /** An answer without a body. */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), NOTHING);
    }

    /** An answer with a JSON body, which nobody may keep. */
    public static HttpResponse json(int status, byte[] utf8) {
        return new HttpResponse(status, Map.of("content-type", "application/json", "cache-control", "no-store"), utf8);
    }

    /**
     * The answer to a request that cannot be met.
     *
     * @param code stable, for programs; of letters and underscores
     * @param message for developers; without quotation marks, backslashes and control characters
     */
    public static HttpResponse refusal(int status, String code, String message) {
        String json = "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
        return json(status, json.getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with one header more. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, cookies, body);
    }

    /** This answer with one cookie more. */
    public HttpResponse withCookie(String value) {
        List<String> more = new ArrayList<>(cookies);
        more.add(value);
        return new HttpResponse(status, headers, more, body);
    }
}
