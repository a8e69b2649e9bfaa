package dev.sarangbang.adapter.sqlite.wrong;

import dev.sarangbang.adapter.memory.wrong.Neighbour;

/** Wrong on purpose: who takes this adapter must take another. */
final class KnowsItsNeighbour {

    final Neighbour neighbour = new Neighbour();
}
