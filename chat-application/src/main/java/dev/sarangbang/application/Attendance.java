package dev.sarangbang.application;

import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import java.util.Optional;

/**
 * Being there: what a transport does when a device connects.
 *
 * <p>The order that leaves no hole: connect first, so that from here on the device hears what happens; then read {@link
 * Lobby#rooms}; then, room by room, {@link Conversation#sync} from where the device stands until there is no more. Whatever is
 * pushed meanwhile either follows on, or is known already, or shows a hole that another sync fills.
 */
public interface Attendance {

    /**
     * Begins to push to {@code device}, and lets others know that its owner is here. Blocks; throws on an outage. The device may
     * be pushed to, and told to end because the login is over, before this has returned.
     */
    Connection connect(Enrolment.SignedIn who, DeviceId id, Device device);

    /** One device being there. Methods may be called from any thread. */
    interface Connection extends AutoCloseable {

        /** Whose, which device, and which of its connections. */
        ConnectionKey key();

        /** Which room is on the screen, if any: its head is part of the heartbeat. False if the caller is not in it. Blocks. */
        boolean view(Optional<RoomId> room);

        /** Notes that this connection sends {@code clientId} and will have the answer: it need not be pushed to it as well. */
        void sends(ClientMessageId clientId);

        /** Notes that the answer to {@code clientId} was not what was sent: said after all, by another device, it is pushed. */
        void hasOtherAnswer(ClientMessageId clientId);

        /** Ends it. To close twice is no error. Blocks; does not throw because of an outage. */
        @Override
        void close();
    }
}
