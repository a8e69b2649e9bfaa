package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.domain.message.ClientMessageId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any text frame, for a fuzzer: it is refused, or it is the request that another reader of JSON finds in it. */
public final class JsonTarget {

    private JsonTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Request request;
        try {
            request = RequestReader.read(text);
        } catch (Malformed refused) {
            boolean isJson = refused.code() == ErrorCode.BAD_JSON || refused.code() == ErrorCode.BAD_REQUEST;
            if (!isJson || refused.getMessage().isBlank()) {
                throw new AssertionError("refused with " + refused.code());
            }
            return;
        }
        Json seen = Json.parse(text);
        Optional<String> id = request instanceof Request.Typing
                ? Optional.empty()
                : Optional.of(Desk.idOf(request)).map(ClientMessageId::value);
        boolean same =
                seen.at("type") instanceof String && (id.isEmpty() || id.get().equals(seen.at("id")));
        if (!same || seen.fields().size() > ProtocolLimits.JSON_FIELDS_MAX) {
            throw new AssertionError(request + " was read from " + text);
        }
    }
}
