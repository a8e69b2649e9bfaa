package dev.sarangbang.application;

import dev.sarangbang.domain.account.LoginSession;
import java.time.Instant;
import java.util.Optional;

/** How use puts off the end of a login: so long from the latest use, and not beyond a bound from its beginning. */
final class LoginUse {

    private LoginUse() {}

    /** Until when {@code session}, used at {@code now}, is to last; empty if that is not worth writing down yet. */
    static Optional<Instant> extension(LoginSession session, Instant now) {
        Instant bound = session.createdAt().plus(Limits.LOGIN);
        Instant idle = now.plus(Limits.LOGIN_IDLE);
        Instant until = idle.isBefore(bound) ? idle : bound;
        Instant worthIt = session.expiresAt().plus(Limits.LOGIN_EXTENDED_EVERY);
        return until.isBefore(worthIt) ? Optional.empty() : Optional.of(until);
    }
}
