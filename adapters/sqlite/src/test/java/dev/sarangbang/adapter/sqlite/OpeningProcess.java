package dev.sarangbang.adapter.sqlite;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that opens a data directory, says what came of it, and keeps what it has opened until it is killed. */
final class OpeningProcess {

    private OpeningProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(outcome(Path.of(arguments[0])));
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static String outcome(Path directory) {
        try {
            SqliteStore.open(directory, WriteListener.NONE);
            return "opened";
        } catch (DataDirectoryException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }
}
