package dev.sarangbang.adapter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/** What Redis does in one step. Each is a file of its name beside this class, which says what it takes and gives. */
enum Script {
    ARRIVE,
    DEPART,
    PRESENCE,
    HOLD,
    HELD,
    RELEASE,
    ACQUIRE,
    RENEW,
    GIVE_BACK;

    private final String source;
    private final String sha;

    Script() {
        this.source = read(name().toLowerCase(Locale.ROOT) + ".lua");
        this.sha = sha1(source);
    }

    String source() {
        return source;
    }

    /** By which Redis knows it, once it has seen it. */
    String sha() {
        return sha;
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
