package dev.sarangbang.adapter.websocket.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web client, from the class path. Only names of a plain form and of a known type are looked for at all, so that
 * nothing but the client can be read. What was found is kept: as many bytes as the client has.
 *
 * <p>Browsers keep the files but ask each time whether they are still the same, so that a new version is seen at once.
 */
public final class StaticFiles implements HttpHandler {

    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final int ETAG_BYTES = 12;

    @SuppressWarnings("ArrayRecordComponent")
    private record Found(byte[] bytes, String type, String etag) {}

    private final ClassLoader classes;
    private final String folder;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    /**
     * The files in a folder of the class path.
     *
     * @param folder without {@code /} at its ends, such as {@code dev/sarangbang/web}
     */
    public StaticFiles(ClassLoader classes, String folder) {
        this.classes = classes;
        this.folder = folder;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String path = request.path().equals("/") ? "/index.html" : request.path();
        Optional<Found> file = find(path);
        if (file.isEmpty()) {
            return HttpResponse.refusal(404, "not_found", "nothing here");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Routes.methodNotAllowed(List.of("GET", "HEAD"));
        }
        Found here = file.get();
        Map<String, String> caching = Map.of("etag", here.etag, "cache-control", "no-cache");
        List<String> known = request.headers().elements("if-none-match");
        if (known.contains(here.etag) || known.contains("W/" + here.etag) || known.contains("*")) {
            return new HttpResponse(304, caching, new byte[0]);
        }
        return new HttpResponse(200, caching, here.bytes).with("content-type", here.type);
    }

    private Optional<Found> find(String path) {
        Found known = found.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        try (InputStream in = classes.getResourceAsStream(folder + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            Found file = new Found(bytes, type, etag(bytes));
            found.put(path, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            byte[] start = java.util.Arrays.copyOf(digest, ETAG_BYTES);
            return '"' + Base64.getUrlEncoder().encodeToString(start) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
