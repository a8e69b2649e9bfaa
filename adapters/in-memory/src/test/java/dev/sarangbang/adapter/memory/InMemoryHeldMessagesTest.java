package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.HeldMessagesContract;
import dev.sarangbang.domain.port.HeldMessages;
import java.time.InstantSource;

class InMemoryHeldMessagesTest extends HeldMessagesContract {

    private final HeldMessages held = new InMemoryHeldMessages(InstantSource.system());

    @Override
    protected HeldMessages heldMessages() {
        return held;
    }
}
