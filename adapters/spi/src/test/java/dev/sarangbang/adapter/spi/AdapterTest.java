package dev.sarangbang.adapter.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PortException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdapterTest {

    private final PasswordHasher hasher = new PasswordHasher() {
        @Override
        public boolean isOutdated(PasswordHash hash) {
            return false;
        }

        @Override
        public PasswordHash hash(Password password) {
            return new PasswordHash("hash");
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            return true;
        }
    };

    @Test
    void gives_the_ports_it_was_made_with_and_no_others() {
        Adapter adapter = Adapter.of(Port.PASSWORD_HASHER, hasher);
        assertThat(adapter.port(Port.PASSWORD_HASHER)).isSameAs(hasher);
        assertThat(adapter.ports()).containsExactly(Port.PASSWORD_HASHER);
        assertThatIllegalArgumentException().isThrownBy(() -> adapter.port(Port.ROOM_LOG));
    }

    @Test
    void is_up_unless_its_check_says_otherwise() {
        Adapter adapter = Adapter.of(Port.PASSWORD_HASHER, hasher);
        assertThat(adapter.health()).isEqualTo(new Health.Up());
        assertThat(adapter.checkedBy(() -> new Health.Degraded("slow")).health())
                .isEqualTo(new Health.Degraded("slow"));
    }

    @Test
    void is_down_when_its_check_meets_an_outage() {
        Adapter adapter = Adapter.of(Port.PASSWORD_HASHER, hasher).checkedBy(() -> {
            throw new PortException.Unavailable("host db.internal refused user kim");
        });
        assertThat(adapter.health()).isEqualTo(new Health.Down("does not answer"));
    }

    @Test
    void closes_what_is_behind_it() {
        var closed = new AtomicInteger();
        Adapter.of(Port.PASSWORD_HASHER, hasher)
                .closedBy(closed::incrementAndGet)
                .close();
        assertThat(closed).hasValue(1);
    }
}
