package dev.sarangbang.domain.wrong;

import java.time.InstantSource;

/** Wrong on purpose: the type may be passed in, but not made. */
final class TakesTheSystemClock {

    final InstantSource clock = InstantSource.system();
}
