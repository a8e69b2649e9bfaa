package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Wrong hashers of passwords. */
final class WrongHashers {

    private static final AtomicLong SECRETS = new AtomicLong();

    private WrongHashers() {}

    static List<Wrong<?>> all() {
        return List.of(
                hasher("W1", () -> new Hasher("has a secret that a restart changes") {
                    private final long secret = SECRETS.incrementAndGet();

                    @Override
                    String digest(String salt, String password) {
                        return super.digest(salt, password + secret);
                    }
                }),
                hasher("W2", () -> new Hasher("reads the first 72 characters") {
                    @Override
                    String digest(String salt, String password) {
                        return super.digest(salt, password.substring(0, Math.min(72, password.length())));
                    }
                }),
                hasher("W2", () -> new Hasher("reads up to the first NUL") {
                    @Override
                    String digest(String salt, String password) {
                        return super.digest(salt, password.split("\u0000", 2)[0]);
                    }
                }),
                hasher("W3", () -> new Hasher("takes no salt") {
                    @Override
                    String salt() {
                        return "salt";
                    }
                }),
                hasher("W4", () -> new Hasher("trips over foreign hashes") {
                    @Override
                    public boolean matches(Password password, PasswordHash hash) {
                        return super.matches(
                                        password,
                                        new PasswordHash(hash.encoded().substring(3)))
                                || super.matches(password, hash);
                    }
                }),
                hasher("W5", () -> new Hasher("stores the password") {
                    @Override
                    String digest(String salt, String password) {
                        return password;
                    }
                }),
                hasher("W6", () -> new Hasher("keeps every hash for ever") {
                    @Override
                    public boolean isOutdated(PasswordHash hash) {
                        return false;
                    }
                }),
                hasher("W6", () -> new Hasher("hashes anew at each login") {
                    @Override
                    public boolean isOutdated(PasswordHash hash) {
                        return true;
                    }
                }));
    }

    private static Wrong<Hasher> hasher(String promise, Supplier<Hasher> hasher) {
        return new Wrong<>(promise, hasher.get().how, UnderTest.OfPasswordHasher.class, hasher);
    }

    /** Right enough for a test, to be spoiled. */
    private static class Hasher implements PasswordHasher {
        private final String how;

        Hasher(String how) {
            this.how = how;
        }

        @Override
        public PasswordHash hash(Password password) {
            String salt = salt();
            return new PasswordHash(salt + "$" + digest(salt, password.value()));
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            String salt = hash.encoded().split("\\$", 2)[0];
            return hash.encoded().equals(salt + "$" + digest(salt, password.value()));
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return !hash.encoded().startsWith("salt");
        }

        String salt() {
            return "salt" + SECRETS.incrementAndGet();
        }

        String digest(String salt, String password) {
            return Integer.toHexString((salt + password).hashCode());
        }
    }
}
