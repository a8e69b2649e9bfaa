package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.adapter.simulation.server.Server;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What people know beside the chat: each other, the addresses of the nodes, and the invite links they have passed around. */
public interface Village {

    /** Everyone. */
    List<AccountId> people();

    /** What {@code person} is called. */
    Username nameOf(AccountId person);

    /** The process on the node with this number, whether it takes connections or not; any number will do. */
    Server server(int number);

    /** The links seen last, by room. */
    Map<RoomId, InviteSecret> links();

    /** Passes a link around. */
    void pass(RoomId room, InviteSecret secret);

    /** Signs {@code person} in by one of the nodes. {@code then} is told the token, if that went well; it may also hear nothing. */
    void logIn(AccountId person, Server server, Consumer<SessionToken> then);

    /** Ends the login of {@code token} by one of the nodes. */
    void logOut(SessionToken token, Server server);

    /** Whether {@code account} has been connected to a node since {@code time}, without a break. */
    boolean hasBeenHereSince(AccountId account, long time);

    /** Another device of the same person, to which something unsent can be handed; or the same if there is none. */
    Client sibling(Client client);
}
