package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A process that talks in several rooms until it is killed. After each append that was acknowledged, and never before,
 * it prints a line for each entry: room, sequence and client id. The text of an entry follows from its client id.
 */
final class TalkingProcess {

    static final AccountId TALKER = new AccountId(7);
    static final int ROOMS = 12;

    private static final int ENTRIES_AT_ONCE_MAX = 4;

    private TalkingProcess() {}

    /** Arguments: the data directory; {@code honest}, or {@code lying} to acknowledge before the commit. */
    public static void main(String[] arguments) throws InterruptedException {
        UnaryOperator<Transaction> transactions =
                arguments[1].equals("lying") ? LyingTransaction::new : UnaryOperator.identity();
        RoomLog log = SqliteStore.open(Path.of(arguments[0]), WriteListener.NONE, SynchronousMode.FULL, transactions)
                .roomLog();
        List<Thread> talkers = new ArrayList<>();
        for (int room = 1; room <= ROOMS; room++) {
            var id = new RoomId(room);
            talkers.add(Thread.ofVirtual().start(() -> talk(log, id)));
        }
        for (Thread talker : talkers) {
            talker.join();
        }
    }

    static String textOf(ClientMessageId clientId) {
        return "말 " + clientId.value();
    }

    private static void talk(RoomLog log, RoomId id) {
        Room room = log.head(id).orElseGet(() -> append(log, Samples.opening(id, TALKER)));
        while (true) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = ThreadLocalRandom.current().nextInt(ENTRIES_AT_ONCE_MAX); i >= 0; i--) {
                var clientId = new ClientMessageId(UUID.randomUUID().toString());
                drafts.add(new Draft(TALKER, clientId, new Intent.Say(new MessageText(textOf(clientId)))));
            }
            room = append(log, Samples.change(room, drafts));
        }
    }

    private static Room append(RoomLog log, RoomChange change) {
        if (!(log.append(change) instanceof Appending.Appended)) {
            throw new IllegalStateException("not appended");
        }
        var lines = new StringBuilder();
        for (Entry entry : change.entries()) {
            lines.append(entry.room().value())
                    .append(' ')
                    .append(entry.sequence().value())
                    .append(' ')
                    .append(entry.clientId().value())
                    .append('\n');
        }
        synchronized (System.out) {
            System.out.print(lines);
            System.out.flush();
        }
        return change.after();
    }

    /** What must not be: says that it has committed, and does so only once in a while. */
    private static final class LyingTransaction implements Transaction {

        private static final int COMMITS_BETWEEN_TRUTHS = 50;

        private final Transaction real;
        private int commits;
        private boolean begun;

        LyingTransaction(Transaction real) {
            this.real = real;
        }

        @Override
        public void begin() throws SQLException {
            if (!begun) {
                real.begin();
            }
            begun = true;
        }

        @Override
        public void commit() throws SQLException {
            if (++commits % COMMITS_BETWEEN_TRUTHS == 1) {
                real.commit();
                begun = false;
            }
        }

        @Override
        public void rollback() throws SQLException {
            real.rollback();
            begun = false;
        }

        @Override
        public void beginPart() throws SQLException {
            real.beginPart();
        }

        @Override
        public void keepPart() throws SQLException {
            real.keepPart();
        }

        @Override
        public void undoPart() throws SQLException {
            real.undoPart();
        }
    }
}
