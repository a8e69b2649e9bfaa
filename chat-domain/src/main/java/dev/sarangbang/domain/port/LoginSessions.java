package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps who is signed in, under keys from which no token can be found.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code S1} A session that was opened is found as it was opened, until it is closed.
 *   <li>{@code S2} A session is not found from its expiry on.
 *   <li>{@code S3} Once {@link #close} has returned, no later {@link #find} finds the session; to close one that is not there
 *       is no error.
 *   <li>{@code S4} An opened session survives the crash of this process.
 *   <li>{@code S5} {@link #sweep} removes what expired and nothing else.
 *   <li>{@code S6} {@link #of} finds every session of an account that is live, as it is now, and nobody else's.
 *   <li>{@code S7} {@link #extend} moves the expiry of a session later and never sooner, and brings none back that was closed,
 *       however the two race.
 *   <li>{@code S8} Once {@link #open} has returned, the account has no more than {@link #SESSIONS_PER_ACCOUNT_MAX} sessions, however
 *       many are opened at once: those that would expire first, which are those not used for longest, have ended as if they had been
 *       closed. Nobody else's have.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, may be repeated, and throw {@link PortException} when the store fails.
 */
public interface LoginSessions {

    /** Sessions of one account; one more ends another. */
    int SESSIONS_PER_ACCOUNT_MAX = 50;

    /** Adds a session. Gives back which ended for it; if it is repeated, those may be missing that had ended before. */
    List<SessionKey> open(LoginSession session);

    /** The session, if it is there and live at {@code now}. */
    Optional<LoginSession> find(SessionKey key, Instant now);

    /** The sessions of {@code account} that are live at {@code now}, in whatever order. */
    List<LoginSession> of(AccountId account, Instant now);

    /** Lets a session that is there live until {@code expiresAt}, unless it lives longer already. */
    void extend(SessionKey key, Instant expiresAt);

    /** Ends a session. */
    void close(SessionKey key);

    /** Removes the sessions that are no longer live at {@code now}. */
    void sweep(Instant now);
}
