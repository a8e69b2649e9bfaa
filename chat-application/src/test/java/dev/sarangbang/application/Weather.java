package dev.sarangbang.application;

import dev.sarangbang.domain.port.PortException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Stands before a fake and can cut it off, as when the server behind a port cannot be reached. */
final class Weather<P> {

    private final P port;
    private Optional<String> down = Optional.empty();
    private boolean allDown;

    Weather(Class<P> kind, P fake) {
        this.port = kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    if (allDown || down.filter(method.getName()::equals).isPresent()) {
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

    void cutOff() {
        allDown = true;
    }

    /** Cuts off one method only. */
    void cutOff(String method) {
        down = Optional.of(method);
    }

    void restore() {
        allDown = false;
        down = Optional.empty();
    }
}
