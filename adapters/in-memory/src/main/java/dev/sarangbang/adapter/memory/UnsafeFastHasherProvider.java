package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import java.util.Set;

/** Offers a hasher for tests that sign many people up. Under a name of its own, which says what it is. */
public final class UnsafeFastHasherProvider implements AdapterProvider {

    @Override
    public String name() {
        return "unsafe-fast";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.PASSWORD_HASHER);
    }

    @Override
    public Adapter open(Host host) {
        return Adapter.of(Port.PASSWORD_HASHER, new UnsafeFastPasswordHasher(host.random()));
    }
}
