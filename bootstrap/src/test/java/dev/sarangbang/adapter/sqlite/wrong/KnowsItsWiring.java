package dev.sarangbang.adapter.sqlite.wrong;

import dev.sarangbang.bootstrap.wrong.Wiring;

/** Wrong on purpose: an adapter that only this server can use. */
final class KnowsItsWiring {

    final Wiring wiring = new Wiring();
}
