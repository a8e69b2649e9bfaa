package dev.sarangbang.domain.wrong;

import java.util.UUID;

/** Wrong on purpose: ids come from a port. */
final class InventsIds {

    UUID next() {
        return UUID.randomUUID();
    }
}
