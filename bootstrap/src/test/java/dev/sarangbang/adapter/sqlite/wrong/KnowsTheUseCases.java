package dev.sarangbang.adapter.sqlite.wrong;

import dev.sarangbang.application.Limits;

/** Wrong on purpose: a store that decides. */
final class KnowsTheUseCases {

    String upward() {
        return Limits.class.getName();
    }
}
