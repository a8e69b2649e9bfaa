package dev.sarangbang.adapter.websocket.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A request that is complete and well-formed.
 *
 * @param method as sent, such as {@code GET}
 * @param path the target without its query, percent-decoded, beginning with {@code /} and without {@code .} and {@code ..}
 * @param headers its headers
 * @param body its body, empty if there is none
 * @param address the address it came from, as far as that can be trusted
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(String method, String path, Headers headers, byte[] body, InetAddress address) {

    /** The value of a cookie; empty if it is not there, or there twice and nobody can tell which is meant. */
    public Optional<String> cookie(String name) {
        Optional<String> found = Optional.empty();
        for (String header : headers.all("cookie")) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = Optional.of(pair.substring(equals + 1).strip());
                }
            }
        }
        return found;
    }
}
