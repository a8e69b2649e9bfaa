package dev.sarangbang.domain.wrong;

import java.time.Instant;
import java.util.function.Supplier;

/** Wrong on purpose: the call is hidden in a method reference. */
final class AsksByReference {

    Supplier<Instant> clock() {
        return Instant::now;
    }
}
