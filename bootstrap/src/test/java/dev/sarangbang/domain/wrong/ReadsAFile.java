package dev.sarangbang.domain.wrong;

import java.io.File;

/** Wrong on purpose: input and output in the domain. */
final class ReadsAFile {

    boolean there(String name) {
        return new File(name).exists();
    }
}
