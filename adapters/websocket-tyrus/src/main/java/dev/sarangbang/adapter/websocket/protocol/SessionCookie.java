package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.account.SessionToken;
import java.util.Optional;

/**
 * The cookie that holds the session token: out of the reach of scripts, sent to this host alone and from its own pages alone.
 * Over HTTPS its name begins with {@code __Host-}, which browsers hold to a secure cookie of this very host.
 */
final class SessionCookie {

    private static final String NAME = "sarangbang_session";

    private final String name;
    private final String attributes;

    SessionCookie(boolean https) {
        name = https ? "__Host-" + NAME : NAME;
        attributes = "; Path=/; HttpOnly; SameSite=Strict" + (https ? "; Secure" : "");
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
