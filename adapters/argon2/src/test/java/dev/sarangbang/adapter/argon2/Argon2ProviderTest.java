package dev.sarangbang.adapter.argon2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class Argon2ProviderTest {

    @Test
    void is_found_and_hashes_at_the_recommended_cost() {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("argon2"))
                .findFirst()
                .orElseThrow();

        assertThat(hash(provider, Settings.defaults(provider.settings())))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void hashes_at_the_cost_that_is_set() {
        AdapterProvider provider = new Argon2Provider();
        Settings settings = Settings.defaults(provider.settings())
                .with(Argon2Provider.MEMORY_KIB, 8192)
                .with(Argon2Provider.ITERATIONS, 3)
                .with(Argon2Provider.LANES, 2);

        assertThat(hash(provider, settings)).startsWith("$argon2id$v=19$m=8192,t=3,p=2$");
    }

    private static String hash(AdapterProvider provider, Settings settings) {
        var host = new Host(settings, Path.of("unused"), InstantSource.system(), new SecureRandom(), Metrics.NONE);
        try (Adapter adapter = provider.open(host)) {
            return adapter.port(Port.PASSWORD_HASHER).hash(Samples.password()).encoded();
        }
    }
}
