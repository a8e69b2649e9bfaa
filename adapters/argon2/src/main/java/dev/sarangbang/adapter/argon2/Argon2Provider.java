package dev.sarangbang.adapter.argon2;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offers a hasher with argon2id, at the cost that is set. */
public final class Argon2Provider implements AdapterProvider {

    /** Below this a stolen hash would be guessed too easily, whatever the number of iterations. */
    private static final int MEMORY_KIB_MIN = 7 * 1024;

    private static final int THREADS_MAX = 64;

    static final Setting<Integer> MEMORY_KIB = Setting.wholeNumber(
                    "memory-kib",
                    "How much memory a new hash fills, in KiB.",
                    MEMORY_KIB_MIN,
                    Argon2Cost.MEMORY_KIB_MAX)
            .orElse(Integer.toString(Argon2Cost.RECOMMENDED.memoryKib()));

    static final Setting<Integer> ITERATIONS = Setting.wholeNumber(
                    "iterations", "How often a new hash goes over its memory.", 1, Argon2Cost.ITERATIONS_MAX)
            .orElse(Integer.toString(Argon2Cost.RECOMMENDED.iterations()));

    static final Setting<Integer> LANES = Setting.wholeNumber(
                    "lanes", "Into how many parts a new hash divides its memory.", 1, Argon2Cost.LANES_MAX)
            .orElse(Integer.toString(Argon2Cost.RECOMMENDED.lanes()));

    /** Half the cores unless it is set: a flood of logins must not silence those who talk. */
    static final Setting<Optional<Integer>> THREADS = Setting.wholeNumber(
                    "threads",
                    "How many passwords are hashed at a time; if empty, half as many as there are cores.",
                    1,
                    THREADS_MAX)
            .optional();

    @Override
    public String name() {
        return "argon2";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.PASSWORD_HASHER);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(MEMORY_KIB, ITERATIONS, LANES, THREADS);
    }

    @Override
    public Adapter open(Host host) {
        Settings settings = host.settings();
        var cost = new Argon2Cost(settings.get(MEMORY_KIB), settings.get(ITERATIONS), settings.get(LANES));
        int threads = settings.get(THREADS).orElseGet(Argon2Provider::halfTheCores);
        return Adapter.of(Port.PASSWORD_HASHER, new Argon2PasswordHasher(cost, threads, host.random()));
    }

    private static int halfTheCores() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, THREADS_MAX);
    }
}
