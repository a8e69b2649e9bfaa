package dev.sarangbang.application;

import dev.sarangbang.application.Enrolment.LogInOutcome.LoggedIn;
import dev.sarangbang.application.Enrolment.LogInOutcome.TooManyFailures;
import dev.sarangbang.application.Enrolment.LogInOutcome.WrongCredentials;
import dev.sarangbang.application.Enrolment.SignUpOutcome.PasswordCommon;
import dev.sarangbang.application.Enrolment.SignUpOutcome.SignedUp;
import dev.sarangbang.application.Enrolment.SignUpOutcome.UsernameTaken;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.CommonPasswords;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gets people in and out over the ports for accounts and logins. */
final class AccountEnrolment implements Enrolment {

    private final Accounts accounts;
    private final KnownAccounts known;
    private final LoginSessions sessions;
    private final PasswordHasher hasher;
    private final Snowflakes ids;
    private final Surroundings surroundings;
    private final Fanout fanout;
    private final Meter meter;
    private final LoginBrakes brakes = new LoginBrakes();

    AccountEnrolment(
            Ports ports, KnownAccounts known, Snowflakes ids, Surroundings surroundings, Fanout fanout, Meter meter) {
        this.accounts = ports.accounts();
        this.known = known;
        this.sessions = ports.loginSessions();
        this.hasher = ports.passwordHasher();
        this.ids = ids;
        this.surroundings = surroundings;
        this.fanout = fanout;
        this.meter = meter;
    }

    @Override
    public SignUpOutcome signUp(Username username, DisplayName displayName, Password password) {
        if (CommonPasswords.isGuessedFirst(password, username)) {
            return new PasswordCommon();
        }
        if (accounts.findByUsername(username).isPresent()) {
            return new UsernameTaken();
        }
        var account = new Account(new AccountId(ids.next().value()), username, displayName, now());
        var credentials = new Credentials(account, hasher.hash(password));
        return switch (accounts.register(credentials)) {
            case Accounts.Registration.UsernameTaken ignored -> new UsernameTaken();
            case Accounts.Registration.Registered ignored -> {
                var token = SessionToken.create(surroundings.random());
                yield new SignedUp(open(account, token), token, deviceOf(credentials));
            }
        };
    }

    @Override
    public LogInOutcome logIn(LogIn attempt) {
        Optional<Credentials> found = accounts.findByUsername(attempt.username());
        LoginBrakes.Answer answer =
                brakes.attempt(attempt.username(), found, attempt.device(), attempt.address(), steadyNanos());
        return switch (answer) {
            case LoginBrakes.Answer.Wait(var time) -> new TooManyFailures(time);
            case LoginBrakes.Answer.GoOn(var counted) -> {
                Optional<Credentials> proved = found.filter(known -> matches(attempt.password(), known));
                if (found.isEmpty()) {
                    // As slow as a wrong password, so that time does not tell who has an account.
                    hasher.hash(attempt.password());
                }
                if (proved.isEmpty()) {
                    yield new WrongCredentials();
                }
                counted.succeeded(steadyNanos());
                Credentials current = upToDate(proved.get(), attempt.password());
                var token = SessionToken.create(surroundings.random());
                yield new LoggedIn(open(current.account(), token), token, deviceOf(current));
            }
        };
    }

    private boolean matches(Password password, Credentials known) {
        return hasher.matches(password, known.passwordHash());
    }

    /** Only now is the password at hand from which a hash of today's cost can be made. Nobody is kept out if that fails. */
    private Credentials upToDate(Credentials proved, Password password) {
        if (!hasher.isOutdated(proved.passwordHash())) {
            return proved;
        }
        try {
            var next = new Credentials(proved.account(), hasher.hash(password));
            boolean replaced = accounts.replaceHash(proved.account().id(), proved.passwordHash(), next.passwordHash());
            return replaced
                    ? next
                    : accounts.findByUsername(proved.account().username()).orElse(proved);
        } catch (PortException e) {
            meter.degraded("rehashing", e);
            return proved;
        }
    }

    @Override
    public Optional<SignedIn> authenticate(SessionToken token) {
        return sessions.find(token.key(), surroundings.clock().instant())
                .flatMap(session -> Optional.ofNullable(
                                known.find(List.of(session.account())).get(session.account()))
                        .map(account -> new SignedIn(
                                account, session.key(), used(session).expiresAt())));
    }

    /** Puts off the end of a session that is used. */
    private LoginSession used(LoginSession session) {
        return LoginUse.extension(session, now())
                .map(until -> {
                    sessions.extend(session.key(), until);
                    return session.extendedTo(until);
                })
                .orElse(session);
    }

    @Override
    public List<LoginSession> sessions(SignedIn who) {
        return sessions.of(who.id(), surroundings.clock().instant()).stream()
                .sorted(Comparator.comparing(LoginSession::createdAt).reversed())
                .toList();
    }

    @Override
    public void logOut(SignedIn who) {
        end(who, who.session());
    }

    @Override
    public boolean logOut(SignedIn who, SessionKey session) {
        boolean own = sessions(who).stream().anyMatch(each -> each.key().equals(session));
        if (own) {
            end(who, session);
        }
        return own;
    }

    @Override
    public void logOutEverywhere(SignedIn who) {
        sessions(who).forEach(session -> end(who, session.key()));
    }

    private void end(SignedIn who, SessionKey session) {
        sessions.close(session);
        told(who.id(), session);
    }

    /** Lets the connections of a session know that it has ended. */
    private void told(AccountId account, SessionKey ended) {
        fanout.tell(Set.of(account), new Notice.SessionEnded(ended));
    }

    private SignedIn open(Account account, SessionToken token) {
        Instant now = now();
        var session = new LoginSession(token.key(), account.id(), now, now.plus(Limits.LOGIN_IDLE));
        for (SessionKey ended : sessions.open(session)) {
            told(account.id(), ended);
        }
        return new SignedIn(account, session.key(), session.expiresAt());
    }

    private KnownDevice deviceOf(Credentials credentials) {
        return KnownDevice.create(credentials, surroundings.random());
    }

    private Instant now() {
        return surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private long steadyNanos() {
        return surroundings.steadyNanos().getAsLong();
    }
}
