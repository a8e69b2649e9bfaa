package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.PasswordHasherContract;
import dev.sarangbang.domain.port.PasswordHasher;
import java.security.SecureRandom;

class UnsafeFastPasswordHasherTest extends PasswordHasherContract {

    @Override
    protected PasswordHasher passwordHasher() {
        return new UnsafeFastPasswordHasher(new SecureRandom());
    }
}
