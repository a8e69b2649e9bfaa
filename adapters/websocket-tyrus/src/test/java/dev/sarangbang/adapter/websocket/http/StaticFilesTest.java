package dev.sarangbang.adapter.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

    private final StaticFiles files = new StaticFiles(StaticFilesTest.class.getClassLoader(), "test-web");

    private HttpResponse ask(String method, String path, Map<String, String> headers) {
        return files.answer(new HttpRequest(
                method, path, Headers.of(headers.entrySet()), new byte[0], java.net.InetAddress.getLoopbackAddress()));
    }

    private HttpResponse get(String path) {
        return ask("GET", path, Map.of());
    }

    @Test
    void a_file_is_given_with_its_type_and_a_tag_and_is_asked_for_each_time() {
        HttpResponse answer = get("/folder/main.js");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("export const answer = 42;\n");
        assertThat(answer.headers())
                .containsEntry("content-type", "text/javascript; charset=utf-8")
                .containsEntry("cache-control", "no-cache");
        assertThat(answer.headers().get("etag")).matches("\"[A-Za-z0-9_-]{16}\"");
    }

    @Test
    void the_root_is_the_page() {
        assertThat(get("/").headers()).containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(get("/").body()).isEqualTo(get("/index.html").body());
    }

    @Test
    void whoever_has_it_already_does_not_get_it_again() {
        String tag = get("/").headers().get("etag");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse answer = ask("GET", "/", Map.of("if-none-match", known));
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).containsEntry("etag", tag);
        }
        assertThat(ask("GET", "/", Map.of("if-none-match", "\"other\"")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip, br", "GZIP;q=0.5", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*"})
    void whoever_can_unpack_it_gets_it_compressed(String accepted) throws IOException {
        HttpResponse answer = ask("GET", "/folder/long.js", Map.of("accept-encoding", accepted));
        assertThat(answer.headers()).containsEntry("content-encoding", "gzip").containsEntry("vary", "accept-encoding");
        byte[] plain = get("/folder/long.js").body();
        assertThat(answer.body()).hasSizeLessThan(plain.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(plain);
        String tag = answer.headers().get("etag");
        assertThat(tag).isNotEqualTo(get("/folder/long.js").headers().get("etag"));
        assertThat(ask("GET", "/folder/long.js", Map.of("accept-encoding", accepted, "if-none-match", tag))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000", "identity, gzipped"})
    void nobody_else_does(String accepted) {
        HttpResponse answer = ask("GET", "/folder/long.js", Map.of("accept-encoding", accepted));
        assertThat(answer.headers()).doesNotContainKey("content-encoding").containsEntry("vary", "accept-encoding");
    }

    @Test
    void what_would_only_get_longer_stays_as_it_is() {
        assertThat(ask("GET", "/folder/main.js", Map.of("accept-encoding", "gzip"))
                        .headers())
                .doesNotContainKey("content-encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing.js",
                "/secret.properties",
                "/folder",
                "/folder/",
                "/folder/.main.js",
                "/.js",
                "//index.html",
                "/folder//main.js",
                "/folder/../index.html",
                "/index.html/",
                "/INDEX.HTML",
                "/dev/sarangbang/adapter/websocket/http/Routes.class",
                "/index.html\u0000.js"
            })
    void nothing_else_is_given(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void files_are_only_read() {
        HttpResponse answer = ask("POST", "/", Map.of());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
        assertThat(ask("HEAD", "/", Map.of()).status()).isEqualTo(200);
    }
}
