package dev.sarangbang.adapter.websocket.http;

import java.io.ByteArrayOutputStream;
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
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the web client, from the class path. Only names of a plain form and of a known type are looked for at all, so that
 * nothing but the client can be read. What was found is kept, as it is and compressed: at most twice as many bytes as the client
 * has. None of it is secret, so that compressing it tells nobody anything.
 *
 * <p>Browsers keep the files but ask each time whether they are still the same, so that a new version is seen at once.
 */
public final class StaticFiles implements HttpHandler {

    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+");
    private static final Pattern GZIP = Pattern.compile("(?i:gzip|\\*)\\s*(?:;\\s*q=(?!0(?:\\.0{0,3})?\\s*$)[0-9.]+)?");
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
    private record Found(byte[] bytes, byte[] compressed, String type, String etag) {

        /** A tag of its own, because the bytes are others. */
        String compressedEtag() {
            return etag.substring(0, etag.length() - 1) + "-gz\"";
        }
    }

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
        boolean compressed = here.compressed.length < here.bytes.length && takesGzip(request.headers());
        String etag = compressed ? here.compressedEtag() : here.etag;
        Map<String, String> caching = Map.of("etag", etag, "cache-control", "no-cache", "vary", "accept-encoding");
        List<String> known = request.headers().elements("if-none-match");
        if (known.contains(etag) || known.contains("W/" + etag) || known.contains("*")) {
            return new HttpResponse(304, caching, new byte[0]);
        }
        HttpResponse answer = new HttpResponse(200, caching, compressed ? here.compressed : here.bytes);
        HttpResponse typed = answer.with("content-type", here.type);
        return compressed ? typed.with("content-encoding", "gzip") : typed;
    }

    /** Whether {@code gzip} is among the encodings that are accepted; with a weight of zero it is not. */
    private static boolean takesGzip(Headers headers) {
        return headers.elements("accept-encoding").stream()
                .anyMatch(element -> GZIP.matcher(element).matches());
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
            Found file = new Found(bytes, gzip(bytes), type, etag(bytes));
            found.put(path, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION); // it is done once
            }
        }) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
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
