package dev.sarangbang.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.Password.Flaw;
import org.junit.jupiter.api.Test;

class PasswordTest {

    @Test
    void has_8_to_128_code_points() {
        check("1234567", "TOO_SHORT");
        check("12345678", "valid");
        check("🗝".repeat(7), "TOO_SHORT");
        check("🗝".repeat(8), "valid");
        check("🗝".repeat(128), "valid");
        check("🗝".repeat(129), "TOO_LONG");
        check("a".repeat(128), "valid");
        check("a".repeat(129), "TOO_LONG");
        check("a".repeat(1_000_000), "TOO_LONG");
        check("", "TOO_SHORT");
    }

    @Test
    void is_kept_as_typed_but_for_the_keyboard() {
        check("  spaces count  ", "valid");
        assertThat(Password.parse("열려라 참깨!"))
                .isEqualTo(
                        Password.parse("\u110b\u1167\u11af\u1105\u1167\u1105\u1161 \u110e\u1161\u11b7\u1101\u1162!"));
        check("\u110b\u1167\u11af".repeat(128), "valid");
    }

    @Test
    void does_not_tell_itself() {
        assertThat(new Password("open sesame")).hasToString("Password[hidden]");
        assertThat(new PasswordHash("$argon2id$")).hasToString("PasswordHash[hidden]");
    }

    private static void check(String raw, String expected) {
        String found = switch (Password.parse(raw)) {
            case Valid<Password, Flaw> ignored -> "valid";
            case Flawed<Password, Flaw>(var flaw) -> flaw.name();
        };
        assertThat(found).isEqualTo(expected);
    }
}
