package dev.sarangbang.domain.port;

/** Wrong on purpose, and without a contract too: seven methods are two conversations. */
interface PortOfEverything {

    void one();

    void two();

    void three();

    void four();

    void five();

    void six();

    void seven();
}
