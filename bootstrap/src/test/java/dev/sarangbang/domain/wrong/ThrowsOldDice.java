package dev.sarangbang.domain.wrong;

import java.util.Random;

/** Wrong on purpose: chance that nobody gave. */
final class ThrowsOldDice {

    int dice() {
        return new Random().nextInt(6);
    }
}
