package dev.sarangbang.application.wrong;

import java.util.concurrent.Executors;

/** Wrong on purpose: threads that a simulation cannot schedule. */
final class OwnsAPool {

    void run(Runnable work) {
        Executors.newVirtualThreadPerTaskExecutor().execute(work);
    }
}
