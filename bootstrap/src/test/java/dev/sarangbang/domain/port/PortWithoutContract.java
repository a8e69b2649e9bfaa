package dev.sarangbang.domain.port;

/** Wrong on purpose: nobody can say what works. */
interface PortWithoutContract {

    void doSomething();
}
