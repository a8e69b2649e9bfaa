package dev.sarangbang.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.sync.DeviceId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that machines choose: of devices, and of what they send. */
class TokensTest {

    private static final String LONGEST = "0123456789abcdefABCDEF_-0123456789abcdefABCDEF_-0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "_", "-", "c0ffee-1234_XYZ", LONGEST})
    void admits(String token) {
        assertThat(ClientMessageId.parse(token)).contains(new ClientMessageId(token));
        assertThat(DeviceId.parse(token)).contains(new DeviceId(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "a=", "é", "가", "ａ", "a\n", "\u0000", LONGEST + "x"})
    void refuses(String text) {
        assertThat(ClientMessageId.parse(text)).isEmpty();
        assertThat(DeviceId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientMessageId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId(text));
    }
}
