package dev.sarangbang.adapter.websocket;

import dev.sarangbang.domain.port.PortException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ports that fail, or wait, when told to. */
public final class Faults {

    /** What goes wrong before a port is reached. */
    public interface Fault {
        void happen() throws InterruptedException;
    }

    private final Map<Class<?>, Fault> faults = new ConcurrentHashMap<>();

    /** From now on every call of {@code port} runs into {@code fault}. */
    public void in(Class<?> port, Fault fault) {
        faults.put(port, fault);
    }

    /** From now on {@code port} is not available. */
    public void outageOf(Class<?> port) {
        in(port, () -> {
            throw new PortException.Unavailable("as told", new IllegalStateException());
        });
    }

    /** All is well again. */
    public void none() {
        faults.clear();
    }

    /** {@code real}, with what was told going wrong before it is reached. */
    <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Fault fault = faults.get(port);
                    if (fault != null) {
                        fault.happen();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
