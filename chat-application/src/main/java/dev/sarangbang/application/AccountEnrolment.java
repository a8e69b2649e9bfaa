package dev.sarangbang.application;

import dev.sarangbang.application.Enrolment.LogInOutcome.LoggedIn;
import dev.sarangbang.application.Enrolment.LogInOutcome.WrongCredentials;
import dev.sarangbang.application.Enrolment.SignUpOutcome.SignedUp;
import dev.sarangbang.application.Enrolment.SignUpOutcome.UsernameTaken;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PasswordHasher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gets people in and out over the ports for accounts and logins. */
final class AccountEnrolment implements Enrolment {

    private final Accounts accounts;
    private final LoginSessions sessions;
    private final PasswordHasher hasher;
    private final Snowflakes ids;
    private final Surroundings surroundings;
    private final Fanout fanout;

    AccountEnrolment(Ports ports, Snowflakes ids, Surroundings surroundings, Fanout fanout) {
        this.accounts = ports.accounts();
        this.sessions = ports.loginSessions();
        this.hasher = ports.passwordHasher();
        this.ids = ids;
        this.surroundings = surroundings;
        this.fanout = fanout;
    }

    @Override
    public SignUpOutcome signUp(Username username, DisplayName displayName, Password password) {
        if (accounts.findByUsername(username).isPresent()) {
            return new UsernameTaken();
        }
        var account = new Account(new AccountId(ids.next().value()), username, displayName, now());
        return switch (accounts.register(new Credentials(account, hasher.hash(password)))) {
            case Accounts.Registration.UsernameTaken ignored -> new UsernameTaken();
            case Accounts.Registration.Registered ignored -> {
                var token = SessionToken.create(surroundings.random());
                yield new SignedUp(open(account, token), token);
            }
        };
    }

    @Override
    public LogInOutcome logIn(Username username, Password password) {
        Optional<Credentials> found = accounts.findByUsername(username);
        if (found.isEmpty()) {
            // As slow as a wrong password, so that time does not tell who has an account.
            hasher.hash(password);
            return new WrongCredentials();
        }
        if (!hasher.matches(password, found.get().passwordHash())) {
            return new WrongCredentials();
        }
        var token = SessionToken.create(surroundings.random());
        return new LoggedIn(open(found.get().account(), token), token);
    }

    @Override
    public Optional<SignedIn> authenticate(SessionToken token) {
        return sessions.find(token.key(), surroundings.clock().instant())
                .flatMap(session -> Optional.ofNullable(
                                accounts.find(List.of(session.account())).get(session.account()))
                        .map(account -> new SignedIn(account, session.key(), session.expiresAt())));
    }

    @Override
    public void logOut(SignedIn who) {
        sessions.close(who.session());
        fanout.tell(Set.of(who.id()), new Notice.SessionEnded(who.session()));
    }

    private SignedIn open(Account account, SessionToken token) {
        Instant now = now();
        var session = new LoginSession(token.key(), account.id(), now, now.plus(Limits.LOGIN));
        sessions.open(session);
        return new SignedIn(account, session.key(), session.expiresAt());
    }

    private Instant now() {
        return surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
