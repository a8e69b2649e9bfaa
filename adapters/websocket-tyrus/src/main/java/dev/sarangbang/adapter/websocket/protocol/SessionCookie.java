package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.SessionToken;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that holds the session token: out of the reach of scripts, sent to this host alone and from its own pages alone.
 * Over HTTPS its name begins with {@code __Host-}, which browsers hold to a secure cookie of this very host.
 */
final class SessionCookie {

    private static final String NAME = "sarangbang_session";

    private static final String DEVICE_NAME = "sarangbang_device";

    /** As long as browsers keep a cookie at all. */
    private static final Duration DEVICE_KEPT = Duration.ofDays(400);

    private final String name;
    private final String deviceName;
    private final String attributes;

    SessionCookie(boolean https) {
        String prefix = https ? "__Host-" : "";
        name = prefix + NAME;
        deviceName = prefix + DEVICE_NAME;
        attributes = "; Path=/; HttpOnly; SameSite=Strict" + (https ? "; Secure" : "");
    }

    /** What {@code request} brings to show that its browser was signed in before. */
    Optional<KnownDevice> deviceIn(HttpRequest request) {
        return request.cookie(deviceName).flatMap(KnownDevice::parse);
    }

    /** The header value that lets a browser show later that it was signed in. */
    String remembering(KnownDevice device) {
        return deviceName + "=" + device.value() + attributes + "; Max-Age=" + DEVICE_KEPT.toSeconds();
    }

    /** The token that {@code request} brings. */
    Optional<SessionToken> in(HttpRequest request) {
        return request.cookie(name).flatMap(SessionToken::parse);
    }

    /** The header value that hands out {@code token}. */
    String setting(SessionToken token) {
        return name + "=" + token.value() + attributes + "; Max-Age=" + Limits.LOGIN.toSeconds();
    }

    /** The header value that takes the cookie away. */
    String clearing() {
        return name + "=" + attributes + "; Max-Age=0";
    }
}
