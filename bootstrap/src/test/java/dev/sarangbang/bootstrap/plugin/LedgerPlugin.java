package dev.sarangbang.bootstrap.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** What another team might bring: the class beside this one, which is compiled only when a test asks for it. */
public final class LedgerPlugin {

    /** As configurations call it. */
    public static final String NAME = "ledger";

    private LedgerPlugin() {}

    /** Packs it. */
    public static Path make(Path jar, String classPath) throws IOException {
        return make(jar, classPath, NAME);
    }

    /** Packs it, under another name. */
    public static Path make(Path jar, String classPath, String adapterName) throws IOException {
        String named = source().replace("return \"" + NAME + "\";", "return \"" + adapterName + "\";");
        return PluginJar.make(jar, classPath, "example.ledger.LedgerProvider", named);
    }

    /** Packs one that fails as soon as it is loaded. */
    public static Path makeBroken(Path jar, String classPath) throws IOException {
        String broken = source().replace("private static final Setting<String> COVER =", """
                static { if (true) throw new IllegalStateException("no licence"); }
                private static final Setting<String> COVER =""");
        return PluginJar.make(jar, classPath, "example.ledger.LedgerProvider", broken);
    }

    private static String source() throws IOException {
        try (InputStream in = LedgerPlugin.class.getResourceAsStream("LedgerProvider.java")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
