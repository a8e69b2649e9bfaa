package dev.sarangbang.domain.message;

import dev.sarangbang.domain.text.Tokens;
import java.util.Optional;

/**
 * Chosen by the client for each thing it means to happen once, so that a retry after a lost answer is recognised. Told
 * apart from other people's by room and author. Has the form of {@link Tokens}.
 */
public record ClientMessageId(String value) {

    public ClientMessageId {
        if (!Tokens.isToken(value)) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /** Reads text that may be anything; empty if it has not the form of {@link Tokens}. */
    public static Optional<ClientMessageId> parse(String raw) {
        return Tokens.isToken(raw) ? Optional.of(new ClientMessageId(raw)) : Optional.empty();
    }
}
