package dev.sarangbang.adapter.argon2;

/**
 * How expensive a hash is.
 *
 * @param memoryKib the memory it fills, in KiB
 * @param iterations how often it goes over it
 * @param lanes into how many parts the memory is divided; more than one helps only those with more cores than we give
 *     it
 */
public record Argon2Cost(int memoryKib, int iterations, int lanes) {

    /** Beyond it a hash would need more memory than a server should give for a login. */
    public static final int MEMORY_KIB_MAX = 256 * 1024;

    public static final int ITERATIONS_MAX = 20;
    public static final int LANES_MAX = 16;

    /** The least memory that argon2 can divide, in KiB for each lane. */
    static final int MEMORY_KIB_PER_LANE_MIN = 8;

    /** What the OWASP password storage cheat sheet recommends: 19 MiB, twice over, in one lane. */
    public static final Argon2Cost RECOMMENDED = new Argon2Cost(19_456, 2, 1);

    public Argon2Cost {
        boolean possible = lanes >= 1
                && lanes <= LANES_MAX
                && iterations >= 1
                && iterations <= ITERATIONS_MAX
                && memoryKib >= MEMORY_KIB_PER_LANE_MIN * lanes
                && memoryKib <= MEMORY_KIB_MAX;
        if (!possible) {
            throw new IllegalArgumentException(
                    "no argon2 of " + memoryKib + " KiB, " + iterations + " iterations and " + lanes + " lanes");
        }
    }
}
