package dev.sarangbang.domain.wrong;

import java.util.random.RandomGenerator;

/** Wrong on purpose: chance that nobody gave. */
final class ThrowsDice {

    int dice() {
        return RandomGenerator.getDefault().nextInt(6);
    }
}
