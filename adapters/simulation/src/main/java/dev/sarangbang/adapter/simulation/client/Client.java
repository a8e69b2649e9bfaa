package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One device: its {@link Connection}, the {@link Model} it feeds, what asks for the rest and what sends, put together; and what its owner
 * does with it. Everything it is told is held against the {@link Truth}.
 */
public final class Client {

    private static final int HISTORY_PAGE = 5;

    private final Scene scene;
    private final Truth truth;
    private final Device device;
    private final Connection connection;
    private final Model model;
    private final Driver driver;
    private final Sender sender;
    private final Marks marks;

    /**
     * @param mustBeEager whether it must send what waits without waiting for answers; otherwise chance decides
     */
    public Client(Scene scene, Village village, AccountId me, String name, SessionToken token, boolean mustBeEager) {
        this.scene = scene;
        this.truth = scene.truth();
        this.device = new Device(name, new DeviceId(name), me, scene.newLane());
        Chance chance = scene.chance("client", device.lane());
        boolean wantsAll = chance.oneIn(2);
        boolean isEager = chance.oneIn(3) || mustBeEager;
        this.connection = new Connection(scene, village, device, token, chance, new Parts());
        this.model = new Model(scene, village, device, wantsAll, new Changes());
        this.driver = new Driver(scene, device, connection, model, this::send);
        this.sender = new Sender(scene, device, connection, model, isEager, this::poke);
        this.marks = new Marks(scene, device, connection, model);
    }

    private void poke() {
        driver.poke();
    }

    private void send() {
        sender.send();
    }

    private final class Parts implements Connection.Owner {

        @Override
        public void welcomed(Expectation then, List<RoomSummary> summaries) {
            driver.connected();
            model.welcomed(then, summaries);
        }

        @Override
        public void online() {
            sender.send();
            driver.poke();
            marks.confirmLater();
        }

        @Override
        public void told(Event event) {
            model.told(event);
            driver.poke();
        }

        @Override
        public void offline(boolean byCrash) {
            driver.disconnected();
            sender.disconnected(byCrash);
        }
    }

    private final class Changes implements Model.Watcher {

        @Override
        public void grew() {
            marks.confirmLater();
        }

        @Override
        public void gone(RoomId room) {
            sender.forget(room);
        }
    }

    // ---- what others may know of it

    public String name() {
        return device.name();
    }

    public AccountId me() {
        return device.owner();
    }

    public long lane() {
        return device.lane();
    }

    /** Its rooms, in no order that means anything. */
    public List<RoomCopy> rooms() {
        return model.rooms();
    }

    /** Its copy of {@code room}, if it has one. */
    public Optional<RoomCopy> copyOf(RoomId room) {
        return model.copyOf(room);
    }

    /** Which room is on the screen. */
    public Optional<RoomId> open() {
        return model.open();
    }

    /** How {@code account} is shown, if it is. */
    public Optional<Boolean> shows(AccountId account) {
        return model.shows(account);
    }

    /** Whether it wants for nothing it knows of. */
    public boolean isContent() {
        return connection.isOnline() && sender.errands().isEmpty() && model.isWhole();
    }

    // ---- what its owner does

    /** Comes online, and stays so as well as it can. */
    public void arrive() {
        connection.arrive();
    }

    /** Goes offline, in the proper way. */
    public void goAway() {
        connection.goAway();
    }

    /** Says something. */
    public void say(RoomId room, Content.Text text) {
        want(id -> new Request.Send(id, room, text.text()), text, Optional.of(room));
    }

    /** Hands the message that waits longest to another device of the same person too: both send it. */
    void shareWith(Client sibling) {
        for (Errand errand : sender.errands()) {
            boolean isThere = sibling.sender.errands().stream()
                    .anyMatch(other ->
                            other.request().id().equals(errand.request().id()));
            if (errand.isMessage() && !isThere) {
                scene.note(Situation.SAME_ID_FROM_TWO_DEVICES);
                sibling.sender.add(new Errand(errand.request(), errand.content(), errand.room()));
                return;
            }
        }
    }

    /** Wants something else to happen to a room, or a new one. */
    void want(Function<ClientMessageId, Request> request, Content content, Optional<RoomId> room) {
        sender.add(new Errand(request.apply(connection.newId()), content, room));
    }

    /** Brings a room on the screen, or none. */
    public void openRoom(Optional<RoomId> room) {
        model.open(room);
        driver.poke();
    }

    /** Has read all there is of the room on the screen. */
    void readOpenRoom() {
        model.onScreen()
                .flatMap(model::copyOf)
                .filter(copy -> !copy.entries().isEmpty())
                .ifPresent(copy -> read(copy, copy.position()));
    }

    void read(RoomCopy copy, long place) {
        marks.read(copy, place);
    }

    void type(RoomId room) {
        connection.tell(id -> new Request.Typing(id, room));
    }

    /** Looks at what stands before the part of the room on the screen that is held. */
    void recall() {
        model.onScreen()
                .flatMap(model::copyOf)
                .filter(copy -> copy.from() > copy.first())
                .ifPresent(this::recall);
    }

    private void recall(RoomCopy copy) {
        long before = copy.from();
        connection.ask(id -> new Request.Recall(id, copy.id(), new Sequence(before), HISTORY_PAGE), answer -> {
            if (answer instanceof Answer.Part(Page.Entries page)) {
                truth.recalled(me(), copy.id(), before, HISTORY_PAGE, page.entries(), page.more());
                if (model.copyOf(copy.id()).filter(here -> here == copy).isPresent()) {
                    copy.takeHistory(page.entries());
                }
            }
        });
    }

    /** Asks for what comes after {@code place}, wherever that is, and only looks whether the answer is right. */
    void syncFrom(RoomCopy copy, long place, int limit) {
        long headThen = truth.head(copy.id());
        connection.ask(id -> new Request.Sync(id, copy.id(), copy.epoch(), new Sequence(place), limit), answer -> {
            if (answer instanceof Answer.Part(Page.Entries page)) {
                truth.synced(
                        me(),
                        copy.id(),
                        place,
                        limit,
                        page.entries(),
                        page.more(),
                        page.head().value(),
                        headThen);
            }
        });
    }

    /** A new connection, before the old one is known to have ended. */
    void reconnect() {
        connection.reconnect();
    }

    /** The network fails it. */
    public void cut(boolean deviceHearsLate, boolean nodeHearsLate) {
        connection.cut(deviceHearsLate, nodeHearsLate);
    }

    /** Starts anew, with what it had written down of its rooms or without. What is to be sent is written down always. */
    void restart(boolean withLog) {
        scene.note(withLog ? Situation.DEVICE_RESTARTED_WITH_ITS_LOG : Situation.DEVICE_RESTARTED_WITHOUT_ITS_LOG);
        scene.tell(name(), () -> withLog ? "starts anew with its log" : "starts anew with nothing");
        connection.restart(() -> {
            model.restart(withLog);
            marks.forget();
        });
    }

    void logOut() {
        connection.logOut();
    }

    @Override
    public String toString() {
        return name();
    }
}
