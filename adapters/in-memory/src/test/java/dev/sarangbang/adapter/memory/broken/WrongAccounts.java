package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.Accounts.Registration.Registered;
import dev.sarangbang.domain.port.Accounts.Registration.UsernameTaken;
import dev.sarangbang.domain.port.LoginSessions;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Wrong accounts and login sessions. */
final class WrongAccounts {

    private static final Duration LONG = Duration.ofDays(30_000);

    private WrongAccounts() {}

    static List<Wrong<?>> all() {
        return List.of(
                accounts("A1", "looks first and registers later", () -> new People() {
                    @Override
                    public Registration register(Credentials credentials) {
                        boolean isFree =
                                findByUsername(credentials.account().username()).isEmpty();
                        Moment.pass();
                        Registration answer = super.register(credentials);
                        return isFree ? new Registered() : answer;
                    }
                }),
                accounts("A1", "keeps the account of whoever was too late", () -> new People() {
                    private final Map<AccountId, Account> all = new ConcurrentHashMap<>();

                    @Override
                    public Registration register(Credentials credentials) {
                        all.put(credentials.account().id(), credentials.account());
                        return super.register(credentials);
                    }

                    @Override
                    public Map<AccountId, Account> find(Collection<AccountId> accounts) {
                        Map<AccountId, Account> found = new HashMap<>(all);
                        found.keySet().retainAll(accounts);
                        return found;
                    }
                }),
                accounts("A2", "takes a repeated registration for another", () -> new People() {
                    @Override
                    public Registration register(Credentials credentials) {
                        boolean isFree =
                                findByUsername(credentials.account().username()).isEmpty();
                        return isFree ? super.register(credentials) : new UsernameTaken();
                    }
                }),
                accounts("A3", "keeps the day of an account, and not the time", () -> new People() {
                    @Override
                    public Map<AccountId, Account> find(Collection<AccountId> accounts) {
                        Map<AccountId, Account> found = super.find(accounts);
                        found.replaceAll((id, account) -> new Account(
                                id,
                                account.username(),
                                account.displayName(),
                                account.createdAt().truncatedTo(ChronoUnit.DAYS)));
                        return found;
                    }
                }),
                Wrong.forgetful("A4", UnderTest.OfAccounts.class, InMemoryAccounts::new),
                accounts("A5", "compares names without their accents", () -> new People() {
                    private final Map<String, Credentials> byName = new ConcurrentHashMap<>();

                    @Override
                    public Registration register(Credentials credentials) {
                        Credentials holder =
                                byName.putIfAbsent(folded(credentials.account().username()), credentials);
                        return holder == null || holder.equals(credentials)
                                ? super.register(credentials)
                                : new UsernameTaken();
                    }

                    private static String folded(Username name) {
                        return Normalizer.normalize(name.value(), Normalizer.Form.NFD)
                                .replaceAll("\\p{M}", "");
                    }
                }),
                accounts("A6", "replaces whatever hash there is", () -> new People() {
                    @Override
                    public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
                        Account holder = find(List.of(account)).get(account);
                        return holder != null
                                && super.replaceHash(
                                        account,
                                        findByUsername(holder.username())
                                                .orElseThrow()
                                                .passwordHash(),
                                        next);
                    }
                }),
                accounts("A6", "says it has, and has not", () -> new People() {
                    @Override
                    public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
                        return true;
                    }
                }),
                sessions("S1", "keeps seconds", () -> new Sessions() {
                    @Override
                    public Optional<LoginSession> find(SessionKey key, Instant now) {
                        return super.find(key, now)
                                .map(found -> new LoginSession(
                                        key,
                                        found.account(),
                                        found.createdAt(),
                                        found.expiresAt().truncatedTo(ChronoUnit.SECONDS)));
                    }
                }),
                sessions("S2", "never looks at the expiry", () -> new Sessions() {
                    @Override
                    public Optional<LoginSession> find(SessionKey key, Instant now) {
                        return super.find(key, now.minus(LONG));
                    }
                }),
                sessions("S2", "lets a session live at its expiry", () -> new Sessions() {
                    @Override
                    public Optional<LoginSession> find(SessionKey key, Instant now) {
                        return super.find(key, now.minusMillis(1));
                    }
                }),
                sessions("S3", "finds in a cache what was closed", () -> new Sessions() {
                    private final Map<SessionKey, LoginSession> cache = new ConcurrentHashMap<>();

                    @Override
                    public Optional<LoginSession> find(SessionKey key, Instant now) {
                        super.find(key, now).ifPresent(found -> cache.put(key, found));
                        return Optional.ofNullable(cache.get(key));
                    }
                }),
                Wrong.forgetful("S4", UnderTest.OfLoginSessions.class, InMemoryLoginSessions::new),
                sessions("S5", "sweeps too much away", () -> new Sessions() {
                    @Override
                    public void sweep(Instant now) {
                        super.sweep(now.plusMillis(1));
                    }
                }),
                sessions("S5", "sweeps nothing away", () -> new Sessions() {
                    @Override
                    public void sweep(Instant now) {
                        // on purpose
                    }
                }),
                sessions("S6", "shows sessions that are over", () -> new Sessions() {
                    @Override
                    public List<LoginSession> of(AccountId account, Instant now) {
                        return super.of(account, now.minus(LONG));
                    }
                }),
                sessions("S6", "shows one session of each", () -> new Sessions() {
                    @Override
                    public List<LoginSession> of(AccountId account, Instant now) {
                        return super.of(account, now).stream().limit(1).toList();
                    }
                }),
                sessions("S7", "shortens a session", () -> new Sessions() {
                    @Override
                    public void extend(SessionKey key, Instant expiresAt) {
                        Optional<LoginSession> found = find(key, Instant.EPOCH);
                        close(key);
                        found.ifPresent(was -> open(new LoginSession(key, was.account(), was.createdAt(), expiresAt)));
                    }
                }),
                sessions("S7", "brings a closed session back", () -> new Sessions() {
                    private final Map<SessionKey, LoginSession> all = new ConcurrentHashMap<>();

                    @Override
                    public List<SessionKey> open(LoginSession session) {
                        all.put(session.key(), session);
                        return super.open(session);
                    }

                    @Override
                    public void extend(SessionKey key, Instant expiresAt) {
                        Optional.ofNullable(all.get(key)).ifPresent(was -> open(was.extendedTo(expiresAt)));
                    }
                }),
                sessions("S8", "opens without end", Endless::new),
                sessions("S8", "ends the newest instead", () -> new Sessions() {
                    @Override
                    public List<SessionKey> open(LoginSession session) {
                        List<LoginSession> before = of(session.account(), Instant.EPOCH);
                        if (before.size() >= SESSIONS_PER_ACCOUNT_MAX) {
                            SessionKey last = before.stream()
                                    .max(Comparator.comparing(LoginSession::expiresAt))
                                    .orElseThrow()
                                    .key();
                            close(last);
                            super.open(session);
                            return List.of(last);
                        }
                        return super.open(session);
                    }
                }),
                sessions("S8", "does not say which it ended", () -> new Sessions() {
                    @Override
                    public List<SessionKey> open(LoginSession session) {
                        super.open(session);
                        return List.of();
                    }
                }),
                sessions("S8", "looks first and ends later", () -> new Endless() {
                    @Override
                    public List<SessionKey> open(LoginSession session) {
                        List<SessionKey> tooMany = of(session.account(), Instant.EPOCH).stream()
                                .sorted(Comparator.comparing(LoginSession::expiresAt)
                                        .reversed())
                                .skip(SESSIONS_PER_ACCOUNT_MAX - 1)
                                .map(LoginSession::key)
                                .toList();
                        Moment.pass();
                        super.open(session);
                        tooMany.forEach(this::close);
                        return tooMany;
                    }
                }));
    }

    private static Wrong<Accounts> accounts(String promise, String how, Supplier<Accounts> accounts) {
        return new Wrong<>(promise, how, UnderTest.OfAccounts.class, accounts);
    }

    private static Wrong<LoginSessions> sessions(String promise, String how, Supplier<LoginSessions> sessions) {
        return new Wrong<>(promise, how, UnderTest.OfLoginSessions.class, sessions);
    }

    /** Right accounts, to be spoiled. */
    private static class People implements Accounts {
        private final Accounts real = new InMemoryAccounts();

        @Override
        public Registration register(Credentials credentials) {
            return real.register(credentials);
        }

        @Override
        public Map<AccountId, Account> find(Collection<AccountId> accounts) {
            return real.find(accounts);
        }

        @Override
        public Optional<Credentials> findByUsername(Username username) {
            return real.findByUsername(username);
        }

        @Override
        public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
            return real.replaceHash(account, known, next);
        }
    }

    /** Right sessions, to be spoiled. */
    private static class Sessions implements LoginSessions {
        private final LoginSessions real = new InMemoryLoginSessions();

        @Override
        public List<SessionKey> open(LoginSession session) {
            return real.open(session);
        }

        @Override
        public Optional<LoginSession> find(SessionKey key, Instant now) {
            return real.find(key, now);
        }

        @Override
        public List<LoginSession> of(AccountId account, Instant now) {
            return real.of(account, now);
        }

        @Override
        public void extend(SessionKey key, Instant expiresAt) {
            real.extend(key, expiresAt);
        }

        @Override
        public void close(SessionKey key) {
            real.close(key);
        }

        @Override
        public void sweep(Instant now) {
            real.sweep(now);
        }
    }

    /** Right sessions, but for how many there may be. */
    private static class Endless implements LoginSessions {
        private final Map<SessionKey, LoginSession> all = new ConcurrentHashMap<>();

        @Override
        public List<SessionKey> open(LoginSession session) {
            all.put(session.key(), session);
            return List.of();
        }

        @Override
        public Optional<LoginSession> find(SessionKey key, Instant now) {
            return Optional.ofNullable(all.get(key)).filter(session -> session.isLiveAt(now));
        }

        @Override
        public List<LoginSession> of(AccountId account, Instant now) {
            return all.values().stream()
                    .filter(session -> session.account().equals(account) && session.isLiveAt(now))
                    .toList();
        }

        @Override
        public void extend(SessionKey key, Instant expiresAt) {
            all.computeIfPresent(key, (ignored, session) -> session.extendedTo(expiresAt));
        }

        @Override
        public void close(SessionKey key) {
            all.remove(key);
        }

        @Override
        public void sweep(Instant now) {
            all.values().removeIf(session -> !session.isLiveAt(now));
        }
    }
}
