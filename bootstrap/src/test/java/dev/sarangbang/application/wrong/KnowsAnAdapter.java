package dev.sarangbang.application.wrong;

import dev.sarangbang.adapter.memory.wrong.Neighbour;

/** Wrong on purpose: a use case that has chosen its store. */
final class KnowsAnAdapter {

    final Neighbour chosen = new Neighbour();
}
