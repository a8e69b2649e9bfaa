package example.ledger;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.ReadMark;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** What another team might bring: read marks in a ledger of their own. Compiled and packed by the tests. */
public final class LedgerProvider implements AdapterProvider {

    private static final Setting<String> COVER = Setting.text("cover", "What is written on the cover.").orElse("plain");

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.READ_MARKS);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(COVER);
    }

    @Override
    public Adapter open(Host host) {
        String cover = host.settings().get(COVER);
        LongConsumer lines = host.metrics().counter("lines", "Lines written into the ledger");
        return Adapter.of(Port.READ_MARKS, new Ledger(lines))
                .checkedBy(() -> cover.equals("torn") ? new Health.Down("the \"cover\" is torn") : new Health.Up());
    }

    private static final class Ledger implements ReadMarks {
        private record Line(AccountId account, RoomId room) {}

        private final Map<Line, ReadMark> marks = new ConcurrentHashMap<>();
        private final LongConsumer lines;

        Ledger(LongConsumer lines) {
            this.lines = lines;
        }

        @Override
        public void advance(AccountId account, RoomId room, ReadMark mark) {
            marks.merge(new Line(account, room), mark, ReadMark::max);
            lines.accept(1);
        }

        @Override
        public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
            Map<RoomId, ReadMark> found = new HashMap<>();
            for (RoomId room : rooms) {
                ReadMark mark = marks.get(new Line(account, room));
                if (mark != null) {
                    found.put(room, mark);
                }
            }
            return found;
        }

        @Override
        public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
            Map<AccountId, ReadMark> found = new HashMap<>();
            for (AccountId account : accounts) {
                ReadMark mark = marks.get(new Line(account, room));
                if (mark != null) {
                    found.put(account, mark);
                }
            }
            return found;
        }
    }
}
