package dev.sarangbang.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the hub does beyond the contract, for servers that are one process and for simulations. */
class InMemorySyncHubTest {

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final List<Delivery> heard = new ArrayList<>();
    private final InMemorySyncHub hub = new InMemorySyncHub();
    private final InMemorySyncQueues node = listening(hub.node());
    private final Delivery forBoth = new Delivery(Set.of(ann, bob), new Notice.Typing(Samples.roomId(), ann));

    @Test
    void delivers_on_the_publishing_thread_before_publish_returns() {
        node.open(ann);
        hub.node().publish(forBoth);

        assertThat(heard).containsExactly(new Delivery(Set.of(ann), forBoth.notice()));
    }

    @Test
    void passes_on_the_same_object_when_all_recipients_are_here() {
        node.open(ann);
        node.open(bob);
        node.publish(forBoth);

        assertThat(heard).hasSize(1).first().isSameAs(forBoth);
    }

    @Test
    void a_node_that_has_left_hears_nothing() {
        node.open(ann);
        node.leave();
        hub.node().publish(forBoth);

        assertThat(heard).isEmpty();
    }

    @Test
    void a_node_listens_once() {
        assertThatIllegalStateException().isThrownBy(() -> listening(node));
    }

    private InMemorySyncQueues listening(InMemorySyncQueues queues) {
        queues.listen(new SyncQueues.Listener() {
            @Override
            public void delivered(Delivery delivery) {
                heard.add(delivery);
            }

            @Override
            public void interrupted() {
                throw new AssertionError("nothing can be lost");
            }

            @Override
            public void interrupted(AccountId recipient) {
                throw new AssertionError("nothing can be lost");
            }
        });
        return queues;
    }
}
