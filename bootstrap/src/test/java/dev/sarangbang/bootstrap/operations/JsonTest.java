package dev.sarangbang.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void text_becomes_a_json_string() {
        check("방", "\"방\"");
        check("say \"hi\" \\o/", "\"say \\\"hi\\\" \\\\o/\"");
        check("one\ntwo\u0001", "\"one\\u000atwo\\u0001\"");
        check("😀", "\"\\ud83d\\ude00\"");
    }

    private static void check(String text, String expected) {
        assertThat(Json.quote(text)).isEqualTo(expected);
    }
}
