package dev.sarangbang.adapter.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpValuesTest {

    private static HttpRequest request(String method, String path, String cookies) {
        return new HttpRequest(
                method,
                path,
                Headers.of(Map.of("Cookie", cookies).entrySet()),
                new byte[0],
                java.net.InetAddress.getLoopbackAddress());
    }

    @Test
    void a_cookie_is_found_by_its_whole_name() {
        assertThat(request("GET", "/", "a=1; sid=x=y; b=2").cookie("sid")).contains("x=y");
        assertThat(request("GET", "/", "xsid=1; sid2=2; =3; 4").cookie("sid")).isEmpty();
    }

    @Test
    void a_cookie_that_is_there_twice_is_not_believed() {
        assertThat(request("GET", "/", "sid=1; sid=2").cookie("sid")).isEmpty();
    }

    @Test
    void headers_are_found_in_any_case_and_listed_by_element() {
        Headers headers = Headers.of(List.of(Map.entry("Accept", "a, b ,,c"), Map.entry("ACCEPT", "d")));
        assertThat(headers.elements("accept")).containsExactly("a", "b", "c", "d");
        assertThat(headers.one("accept")).isEmpty();
        assertThat(headers.lists("accept", "B")).isTrue();
    }

    @Test
    void routes_go_by_path_and_method() {
        Routes routes = Routes.otherwise(request -> HttpResponse.empty(404))
                .and("GET", "/a", request -> HttpResponse.empty(200))
                .and("POST", "/a", request -> HttpResponse.empty(201));
        assertThat(routes.answer(request("GET", "/a", "")).status()).isEqualTo(200);
        assertThat(routes.answer(request("HEAD", "/a", "")).status()).isEqualTo(200);
        assertThat(routes.answer(request("POST", "/a", "")).status()).isEqualTo(201);
        assertThat(routes.answer(request("GET", "/a/", "")).status()).isEqualTo(404);
        HttpResponse refused = routes.answer(request("TRACE", "/a", ""));
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsEntry("allow", "GET, HEAD, POST");
    }

    @Test
    void only_behind_https_is_https_demanded() {
        assertThat(SecurityHeaders.headers(true)).containsKey("strict-transport-security");
        assertThat(SecurityHeaders.headers(false)).doesNotContainKey("strict-transport-security");
    }
}
