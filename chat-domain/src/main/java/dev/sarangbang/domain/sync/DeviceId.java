package dev.sarangbang.domain.sync;

import dev.sarangbang.domain.text.Tokens;
import java.util.Optional;

/**
 * One of a person's devices, as it names itself; told apart from other people's devices by its account. Has the form of
 * {@link Tokens}.
 */
public record DeviceId(String value) {

    public DeviceId {
        if (!Tokens.isToken(value)) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /** Reads text that may be anything; empty if it has not the form of {@link Tokens}. */
    public static Optional<DeviceId> parse(String raw) {
        return Tokens.isToken(raw) ? Optional.of(new DeviceId(raw)) : Optional.empty();
    }
}
