package dev.sarangbang.adapter.memory.wrong;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;

/** Wrong on purpose: an adapter whose word is all there is. */
final class UntestedHasher implements PasswordHasher {

    @Override
    public PasswordHash hash(Password password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return true;
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        return true;
    }
}
