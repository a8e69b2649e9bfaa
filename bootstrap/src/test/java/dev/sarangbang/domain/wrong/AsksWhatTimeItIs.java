package dev.sarangbang.domain.wrong;

import java.time.Instant;

/** Wrong on purpose: not the same answer twice. */
final class AsksWhatTimeItIs {

    Instant now() {
        return Instant.now();
    }
}
