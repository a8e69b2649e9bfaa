package dev.sarangbang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rules speak of. */
final class Packages {

    static final String ROOT = "dev.sarangbang";
    static final String DOMAIN = ROOT + ".domain..";
    static final String PORTS = ROOT + ".domain.port";
    static final String APPLICATION = ROOT + ".application..";
    static final String ADAPTERS = ROOT + ".adapter..";
    static final String CONTRACTS = ROOT + ".adapter.contract..";
    static final String CODEC = ROOT + ".adapter.codec..";
    static final String SPI = ROOT + ".adapter.spi..";
    static final String WEBSOCKET = ROOT + ".adapter.websocket..";
    static final String INSIDE_THE_EDGE = ROOT + ".adapter.websocket.(*)..";
    static final String BOOTSTRAP = ROOT + ".bootstrap..";

    /** The domain and the use cases: what runs the same in a simulation. */
    static final String[] CORE = {DOMAIN, APPLICATION};

    /** A port is a public interface of the port package that is not part of another. */
    static final DescribedPredicate<JavaClass> ARE_PORTS = describe("are ports", Packages::isPort);

    static final DescribedPredicate<JavaClass> IMPLEMENT_A_PORT = describe(
            "implement a port",
            type -> !type.isInterface()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && !portsOf(type).isEmpty());

    private Packages() {}

    static boolean isPort(JavaClass type) {
        return type.getPackageName().equals(PORTS)
                && type.isInterface()
                && type.isTopLevelClass()
                && !type.getSimpleName().equals("package-info");
    }

    static Set<JavaClass> portsOf(JavaClass type) {
        return type.getAllRawInterfaces().stream().filter(Packages::isPort).collect(Collectors.toSet());
    }

    static String contractOf(JavaClass port) {
        return ROOT + ".adapter.contract." + port.getSimpleName() + "Contract";
    }
}
