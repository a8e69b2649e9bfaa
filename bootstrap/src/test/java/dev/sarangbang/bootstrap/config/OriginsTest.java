package dev.sarangbang.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginsTest {

    @Test
    void origins_are_as_browsers_send_them() {
        assertThat(Origins.parse("https://chat.example"))
                .hasValueSatisfying(found -> assertThat(found).containsExactly("https://chat.example"));
        assertThat(Origins.parse("http://127.0.0.1:8080, http://[::1]:8080,http://localhost"))
                .hasValueSatisfying(found -> assertThat(found)
                        .containsExactly("http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost"));
        assertThat(Origins.parse(""))
                .hasValueSatisfying(found -> assertThat(found).isEmpty());
    }

    @Test
    void what_no_browser_sends_is_refused() {
        for (String wrong : new String[] {
            "chat.example",
            "https://chat.example/",
            "https://chat.example/room",
            "https://Chat.example",
            "https://kim@chat.example",
            "https://chat.example:port",
            "ftp://chat.example",
            "https://",
            "https://chat..example",
            "*",
            "https://a.example,",
            "https://a.example https://b.example"
        }) {
            assertThat(Origins.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void plain_and_encrypted_origins_do_not_go_together() {
        assertThat(Origins.parse("https://chat.example,http://chat.example")).isEmpty();
    }
}
