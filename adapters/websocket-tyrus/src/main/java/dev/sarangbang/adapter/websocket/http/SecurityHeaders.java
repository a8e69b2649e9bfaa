package dev.sarangbang.adapter.websocket.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells the browser not to do. */
public final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'");

    private SecurityHeaders() {}

    /** The headers. {@code https}: whether browsers reach this server over HTTPS and nothing else. */
    public static Map<String, String> headers(boolean https) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-security-policy", CONTENT_SECURITY_POLICY);
        headers.put("x-content-type-options", "nosniff");
        headers.put("x-frame-options", "DENY");
        headers.put("referrer-policy", "no-referrer");
        headers.put("cross-origin-opener-policy", "same-origin");
        headers.put("cross-origin-resource-policy", "same-origin");
        headers.put("permissions-policy", "camera=(), microphone=(), geolocation=()");
        if (https) {
            headers.put("strict-transport-security", "max-age=31536000");
        }
        return Map.copyOf(headers);
    }
}
