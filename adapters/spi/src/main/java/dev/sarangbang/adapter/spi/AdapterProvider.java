package dev.sarangbang.adapter.spi;

import dev.sarangbang.domain.port.PortException;
import java.util.List;
import java.util.Set;

/**
 * Stands for one kind of adapter before anything is opened: what it is called, what it offers, how it is set up.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters. All providers on the class path
 * are made at every start, also of adapters that are then not chosen: a provider does nothing and loads nothing until it is asked
 * to {@link #open}.
 */
public interface AdapterProvider {

    /** What configurations call it: 1 to 32 lower-case letters, digits and hyphens, beginning with a letter. */
    String name();

    /** The ports it implements. */
    Set<Port<?>> ports();

    /** The settings it reads; in configurations, each key is {@link #name}, a dot, and the name of the setting. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /** Whether what its ports hold is seen by all nodes that are set up alike; otherwise each node has its own. */
    default boolean isShared() {
        return false;
    }

    /**
     * Opens the adapter. Called at most once in a server, however many ports it is chosen for, and only if it is chosen for any.
     * May block. Throws {@link CannotOpenException} if a person has to do something about it, and {@link PortException} if the
     * store does not answer; whatever was opened until then has been closed again.
     */
    Adapter open(Host host);
}
