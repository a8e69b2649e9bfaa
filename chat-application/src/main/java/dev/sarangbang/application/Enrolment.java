package dev.sarangbang.application;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Getting in and out. Methods block; {@link #signUp} and {@link #logIn} hash a password and are slow on purpose, so callers
 * bound how many run at once. All throw {@link dev.sarangbang.domain.port.PortException} on an outage.
 */
public interface Enrolment {

    /** Makes an account and signs it in. */
    SignUpOutcome signUp(Username username, DisplayName displayName, Password password);

    /** Signs in. Takes as long, and is slowed down alike, for a name that nobody has as for a wrong password. */
    LogInOutcome logIn(LogIn attempt);

    /** Who holds {@code token}, or empty if that session never was or is over. Counts as a use of the session. */
    Optional<SignedIn> authenticate(SessionToken token);

    /** Where {@code who} is signed in, the latest login first. */
    List<LoginSession> sessions(SignedIn who);

    /** Ends the session and closes its connections, on every node. */
    void logOut(SignedIn who);

    /** The same for any session of the same account; false, and nothing is done, if it is not one. */
    boolean logOut(SignedIn who, SessionKey session);

    /** The same for every session of the account. */
    void logOutEverywhere(SignedIn who);

    /**
     * An attempt to sign in.
     *
     * @param device what the browser was given when it was last signed in, if anything
     * @param address where the attempt comes from, if strangers there are to be slowed down together
     */
    record LogIn(Username username, Password password, Optional<KnownDevice> device, Optional<String> address) {

        /** From a device that nobody knows and a place that does not matter. */
        public LogIn(Username username, Password password) {
            this(username, password, Optional.empty(), Optional.empty());
        }
    }

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
        record SignedUp(SignedIn who, SessionToken token, KnownDevice device) implements SignUpOutcome {}

        /** Somebody has that name. */
        record UsernameTaken() implements SignUpOutcome {}

        /** The password is one of those that are guessed first. */
        record PasswordCommon() implements SignUpOutcome {}
    }

    /** How logging in went. */
    sealed interface LogInOutcome {
        /** Signed in with {@code token}. */
        record LoggedIn(SignedIn who, SessionToken token, KnownDevice device) implements LogInOutcome {}

        /** Name and password do not belong together; which of the two is wrong is not told. */
        record WrongCredentials() implements LogInOutcome {}

        /** Too many wrong passwords came before: nothing was looked at. */
        record TooManyFailures(Duration retryAfter) implements LogInOutcome {}
    }
}
