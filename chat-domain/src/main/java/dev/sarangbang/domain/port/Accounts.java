package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the accounts.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code A1} A username belongs to one account: of several registrations under one name, however they race, exactly one
 *       is answered {@link Registration.Registered}, and the others {@link Registration.UsernameTaken} and change nothing.
 *   <li>{@code A2} Registering the same account again, as after an unanswered call, is answered
 *       {@link Registration.Registered} again. It is the same if it has the same id.
 *   <li>{@code A3} An account and its credentials are found as they were registered, by id and by username.
 *   <li>{@code A4} A registered account survives the crash of this process.
 *   <li>{@code A5} Usernames that differ in any code point are different names.
 *   <li>{@code A6} {@link #replaceHash} puts a new hash in the place of the one it is given and of no other: of several that race
 *       to replace one hash, one does.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails.
 */
public interface Accounts {

    /** Adds an account. */
    Registration register(Credentials credentials);

    /** Those of {@code accounts} that exist. */
    Map<AccountId, Account> find(Collection<AccountId> accounts);

    /** The account with this name, with what its password is checked against. */
    Optional<Credentials> findByUsername(Username username);

    /**
     * Stores what an account's password is checked against from now on. Does nothing, and answers false, if that is not {@code
     * known} any more, or there is no such account.
     */
    boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next);

    /** How a registration went. */
    sealed interface Registration {

        /** The account is there for good. */
        record Registered() implements Registration {}

        /** Another account has the name. */
        record UsernameTaken() implements Registration {}
    }
}
