package dev.sarangbang.application;

import dev.sarangbang.domain.port.PortException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Stands before a fake: can cut it off, as when the server behind a port cannot be reached, and can have something happen in between. */
final class Weather<P> {

    private final P port;
    private final Map<String, Runnable> before = new HashMap<>();
    private final Set<String> cutOff = new HashSet<>();
    private boolean allCutOff;
    private int calls;

    Weather(Class<P> kind, P fake) {
        this.port = kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    calls++;
                    Runnable first = before.remove(method.getName());
                    if (first != null) {
                        first.run();
                    }
                    if (allCutOff || cutOff.contains(method.getName())) {
                        throw new PortException.Unavailable(kind.getSimpleName() + " is cut off");
                    }
                    try {
                        return method.invoke(fake, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    P port() {
        return port;
    }

    /** How often anything was asked of the port. */
    int calls() {
        return calls;
    }

    void cutOff() {
        allCutOff = true;
    }

    /** Cuts off one method only. */
    void cutOff(String method) {
        cutOff.add(method);
    }

    void restore() {
        allCutOff = false;
        cutOff.clear();
    }

    /** Has {@code other} happen right before the next call of {@code method}. */
    void before(String method, Runnable other) {
        before.put(method, other);
    }
}
