package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Names;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.client.Client;
import dev.sarangbang.adapter.simulation.client.Habits;
import dev.sarangbang.adapter.simulation.client.Village;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.fault.Plan;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.server.Broker;
import dev.sarangbang.adapter.simulation.server.Edge;
import dev.sarangbang.adapter.simulation.server.FrontDoor;
import dev.sarangbang.adapter.simulation.server.Node;
import dev.sarangbang.adapter.simulation.server.Server;
import dev.sarangbang.adapter.simulation.server.Stores;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Nodes, stores, people and their devices, as a plan wants them; and what they know beside the chat. */
final class World implements Village {

    private static final Password PASSWORD = new Password("everyone's secret");
    private static final Duration LOGIN = Duration.ofDays(30);
    private static final long SECOND = 1_000_000_000L;
    private static final int STORM_ONE_IN = 20;
    private static final int EMPTIED_ONE_IN = 8;

    private final Scene scene;
    private final Stores stores;
    private final Chance chance;
    private final FrontDoor door;
    private final List<Node> nodes = new ArrayList<>();
    private final List<AccountId> people = new ArrayList<>();
    private final Map<AccountId, Username> names = new HashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Habits> habits = new ArrayList<>();
    private final Map<RoomId, InviteSecret> links = new TreeMap<>(Comparator.comparingLong(RoomId::value));
    private final Map<SessionKey, Long> loggedOutAt = new HashMap<>();
    private final long lane;

    World(Plan plan, boolean historyWanted) {
        scene = new Scene(plan, historyWanted);
        stores = new Stores(scene);
        chance = scene.chance("world", 0);
        door = new FrontDoor(scene);
        lane = scene.newLane();
        var broker = new Broker(scene);
        for (int i = 0; i < plan.nodes(); i++) {
            nodes.add(new Node(scene, stores, broker, i));
        }
        for (int i = 0; i < plan.people(); i++) {
            settle(i);
        }
    }

    Scene scene() {
        return scene;
    }

    Stores stores() {
        return stores;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Client> clients() {
        return clients;
    }

    /** What the owner of each of {@link #clients()} does with it. */
    List<Habits> habits() {
        return habits;
    }

    /** When logins were known to have ended, in nanoseconds since the beginning. */
    Map<SessionKey, Long> loggedOutAt() {
        return loggedOutAt;
    }

    /** Every connection that a living process takes for open. */
    List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Node node : nodes) {
            if (node.server().isAlive()) {
                edges.addAll(node.server().edges());
            }
        }
        return edges;
    }

    /** What goes wrong with no node in particular, once a second. */
    void trouble() {
        scene.schedule().after(SECOND, lane, this::trouble);
        nodes.forEach(this::checkBounds);
        if (scene.weather().strikes(Fault.STORM, chance, STORM_ONE_IN)) {
            scene.note(Situation.RECONNECT_STORM);
            clients.forEach(client -> client.cut(false, false));
        }
        if (scene.weather().strikes(Fault.BOARD_EMPTIED, chance, EMPTIED_ONE_IN)) {
            stores.emptyBoard();
        }
        if (scene.weather().strikes(Fault.HOLD_EMPTIED, chance, EMPTIED_ONE_IN)) {
            stores.emptyHold();
        }
    }

    private void checkBounds(Node node) {
        int waiting = node.server().chat().draftsWaiting();
        int most = Limits.LANE_WAITING_MAX * scene.truth().rooms().size();
        Violation.unless(
                waiting <= most,
                Invariant.BOUNDED,
                () -> waiting + " drafts wait in " + node.server().name());
    }

    @Override
    public List<AccountId> people() {
        return people;
    }

    @Override
    public Username nameOf(AccountId person) {
        return Objects.requireNonNull(names.get(person));
    }

    @Override
    public Server server(int number) {
        return nodes.get(number % nodes.size()).server();
    }

    @Override
    public Map<RoomId, InviteSecret> links() {
        return links;
    }

    @Override
    public void pass(RoomId room, InviteSecret secret) {
        links.put(room, secret);
    }

    @Override
    public void logIn(AccountId person, Server server, Consumer<SessionToken> then) {
        door.logIn(server, nameOf(person), PASSWORD, then);
    }

    @Override
    public void logOut(SessionToken token, Server server) {
        door.logOut(
                server,
                token,
                () -> loggedOutAt.put(token.key(), scene.schedule().now()));
    }

    @Override
    public boolean hasBeenHereSince(AccountId account, long time) {
        return edges().stream()
                .anyMatch(edge -> edge.isFirmSince(time)
                        && edge.who().filter(who -> who.id().equals(account)).isPresent());
    }

    @Override
    public Client sibling(Client client) {
        for (Client other : clients) {
            if (other != client && other.me().equals(client.me())) {
                return other;
            }
        }
        return client;
    }

    private void settle(int index) {
        var id = new AccountId(index + 1);
        var name = new Username(Names.person(index));
        people.add(id);
        names.put(id, name);
        var hasher = new UnsafeFastPasswordHasher(scene.chance("hasher", index).generator());
        var account = new Account(id, name, new DisplayName(name.value()), scene.trueTime());
        stores.accounts().register(new Credentials(account, hasher.hash(PASSWORD)));
        SessionToken shared = signIn(id);
        int devices = 1 + chance.below(scene.plan().devicesEach());
        for (int i = 0; i < devices; i++) {
            SessionToken token = i == 0 || chance.oneIn(2) ? shared : signIn(id);
            var client = new Client(
                    scene,
                    this,
                    id,
                    name.value() + "-" + (i + 1),
                    token,
                    scene.plan().flood() && clients.isEmpty());
            clients.add(client);
            habits.add(new Habits(scene, this, client));
        }
    }

    private SessionToken signIn(AccountId person) {
        SessionToken token = SessionToken.create(chance.generator());
        stores.logins()
                .open(new LoginSession(
                        token.key(), person, scene.trueTime(), scene.trueTime().plus(LOGIN)));
        return token;
    }
}
