package dev.sarangbang.application.wrong;

/** Wrong on purpose: a field of the world, not only its methods. */
final class PrintsByItself {

    void print(String words) {
        System.out.println(words);
    }
}
