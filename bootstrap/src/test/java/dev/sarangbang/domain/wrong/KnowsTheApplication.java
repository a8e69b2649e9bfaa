package dev.sarangbang.domain.wrong;

import dev.sarangbang.application.Limits;

/** Wrong on purpose: an arrow that points outward. */
final class KnowsTheApplication {

    String outward() {
        return Limits.class.getName();
    }
}
