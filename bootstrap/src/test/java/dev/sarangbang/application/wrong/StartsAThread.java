package dev.sarangbang.application.wrong;

/** Wrong on purpose: a thread that a simulation cannot schedule. */
final class StartsAThread {

    void run(Runnable work) {
        Thread.startVirtualThread(work);
    }
}
