package dev.sarangbang.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.room.InviteSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people hold: session tokens, the keys made of them, and invite secrets. */
class SessionTokenTest {

    private static final String TOKEN = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @Test
    void carries_256_random_bits() {
        SessionToken one = SessionToken.create(new SecureRandom());

        assertThat(Base64.getUrlDecoder().decode(one.value())).hasSize(32);
        assertThat(SessionToken.create(new SecureRandom())).isNotEqualTo(one);
        assertThat(SessionToken.create(new Random(1))).isEqualTo(SessionToken.create(new Random(1)));
        assertThat(SessionToken.parse(one.value())).contains(one);
    }

    /** The key of a known token, worked out by another program: {@code printf %s TOKEN | sha256sum}. */
    @Test
    void is_stored_under_its_digest() {
        assertThat(new SessionToken(TOKEN).key())
                .isEqualTo(new SessionKey("ea866a757e4c38babfa8127cbe9a409d3e1f93a00ff1488ff735fcf917afffd0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", TOKEN + "x", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh=", "가나다라마바사아자차카타파하"})
    void is_refused_in_any_other_form(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionToken(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "G000000000000000000000000000000000000000000000000000000000000000",
                "A000000000000000000000000000000000000000000000000000000000000000"
            })
    void keys_are_64_lower_case_hexadecimal_digits(String text) {
        assertThat(new SessionKey("0123456789abcdef".repeat(4)).hex()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionKey(text));
    }

    @Test
    void invite_secrets_carry_128_random_bits() {
        InviteSecret one = InviteSecret.create(new SecureRandom());

        assertThat(Base64.getUrlDecoder().decode(one.value())).hasSize(16);
        assertThat(InviteSecret.parse(one.value())).contains(one);
        assertThat(InviteSecret.parse(one.value() + "x")).isEmpty();
        assertThat(InviteSecret.parse("a b".repeat(8).substring(0, 22))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new InviteSecret("x"));
    }

    @Test
    void do_not_tell_themselves() {
        assertThat(new SessionToken(TOKEN)).hasToString("SessionToken[hidden]");
        assertThat(InviteSecret.create(new Random(1))).hasToString("InviteSecret[hidden]");
    }

    @Test
    void sessions_live_until_right_before_they_expire() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        var session = new LoginSession(new SessionToken(TOKEN).key(), new AccountId(1), noon, noon.plusSeconds(60));

        assertThat(session.isLiveAt(noon.plusMillis(59_999))).isTrue();
        assertThat(session.isLiveAt(noon.plusSeconds(60))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginSession(session.key(), session.account(), noon, noon));
    }
}
