package dev.sarangbang.application;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import java.time.Instant;
import java.util.Optional;

/**
 * Getting in and out. Methods block; {@link #signUp} and {@link #logIn} hash a password and are slow on purpose, so callers
 * bound how many run at once. All throw {@link dev.sarangbang.domain.port.PortException} on an outage.
 */
public interface Enrolment {

    /** Makes an account and signs it in. */
    SignUpOutcome signUp(Username username, DisplayName displayName, Password password);

    /** Signs in. Takes as long for a name that nobody has as for a wrong password. */
    LogInOutcome logIn(Username username, Password password);

    /** Who holds {@code token}, or empty if that session never was or is over. */
    Optional<SignedIn> authenticate(SessionToken token);

    /** Ends the session and closes its connections, on every node. */
    void logOut(SignedIn who);

    /** Someone who has proved who they are. */
    record SignedIn(Account account, SessionKey session, Instant expiresAt) {
        /** Their account's id. */
        public AccountId id() {
            return account.id();
        }
    }

    /** How signing up went. */
    sealed interface SignUpOutcome {
        /** The account is there, and signed in with {@code token}. */
        record SignedUp(SignedIn who, SessionToken token) implements SignUpOutcome {}

        /** Somebody has that name. */
        record UsernameTaken() implements SignUpOutcome {}
    }

    /** How logging in went. */
    sealed interface LogInOutcome {
        /** Signed in with {@code token}. */
        record LoggedIn(SignedIn who, SessionToken token) implements LogInOutcome {}

        /** Name and password do not belong together; which of the two is wrong is not told. */
        record WrongCredentials() implements LogInOutcome {}
    }
}
