package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queues between the nodes. What is published arrives later, in order as long as nothing fails; and then it is lost, doubled, late
 * or overtaken. Whoever lost something is told so afterwards, unless it was lost in silence.
 */
public final class Broker {

    private static final long FAST_NANOS = 50_000;
    private static final long USUAL_NANOS = 5_000_000;
    private static final long DELAYED_NANOS = 4_000_000_000L;
    private static final long OVERTAKEN_NANOS = 400_000_000;
    private static final long INTERRUPTED_MAX_NANOS = 6_000_000_000L;
    private static final int DROPPED_ONE_IN = 8;
    private static final int SILENTLY_DROPPED_ONE_IN = 8;
    private static final int DOUBLED_ONE_IN = 8;
    private static final int OVERTAKEN_ONE_IN = 8;
    private static final int DELAYED_ONE_IN = 8;

    private final Scene scene;
    private final Schedule schedule;
    private final List<End> ends = new ArrayList<>();

    public Broker(Scene scene) {
        this.scene = scene;
        this.schedule = scene.schedule();
    }

    End join(Server server, PortGate gate) {
        var end = new End(server, gate, scene.chance("queues", server.lane()));
        ends.add(end);
        return end;
    }

    /** One node's end. */
    final class End implements SyncQueues {

        private final Server server;
        private final PortGate gate;
        private final Chance chance;
        private final Set<AccountId> open = new HashSet<>();

        /** When the last thing that another published arrives here: what it publishes next comes later. */
        private final Map<End, Long> lastFrom = new HashMap<>();

        private @Nullable Listener listener;
        private boolean interruptionDue;

        End(Server server, PortGate gate, Chance chance) {
            this.server = server;
            this.gate = gate;
            this.chance = chance;
        }

        @Override
        public void listen(Listener newListener) {
            listener = newListener;
        }

        @Override
        public void open(AccountId recipient) {
            gate.inOrder("queues", () -> "open queue of " + recipient, () -> open.add(recipient));
        }

        @Override
        public void close(AccountId recipient) {
            gate.inOrder("queues", () -> "close queue of " + recipient, () -> open.remove(recipient));
        }

        @Override
        public void publish(Delivery delivery) {
            scene.tell(server.name(), () -> "publish " + delivery.notice());
            for (End end : ends) {
                end.take(this, delivery);
            }
            gate.breathe();
        }

        /** The process is gone. */
        void leave() {
            ends.remove(this);
        }

        private void take(End from, Delivery delivery) {
            Set<AccountId> ours = new HashSet<>();
            for (AccountId recipient : delivery.recipients()) {
                if (open.contains(recipient)) {
                    ours.add(recipient);
                }
            }
            if (ours.isEmpty()) {
                return;
            }
            if (scene.weather().isHushed()) {
                scene.note(Situation.LAST_WORD_LOST);
                return;
            }
            var here = new Delivery(ours, delivery.notice());
            if (strikes(Fault.PUSH_DROPPED, DROPPED_ONE_IN, Situation.PUSH_DROPPED)) {
                interruptLater();
                return;
            }
            if (strikes(Fault.PUSH_DROPPED_IN_SILENCE, SILENTLY_DROPPED_ONE_IN, Situation.PUSH_DROPPED_IN_SILENCE)) {
                return;
            }
            long travel = chance.spread(FAST_NANOS, USUAL_NANOS);
            if (scene.weather().strikes(Fault.PUSH_DELAYED, chance, DELAYED_ONE_IN)) {
                travel += chance.spread(USUAL_NANOS, DELAYED_NANOS);
            }
            long at = Math.max(lastFrom.getOrDefault(from, 0L) + 1, schedule.now() + travel);
            if (strikes(Fault.PUSH_OVERTAKEN, OVERTAKEN_ONE_IN, Situation.PUSH_OVERTAKEN)) {
                schedule.at(at + chance.spread(USUAL_NANOS, OVERTAKEN_NANOS), server.lane(), () -> deliver(here));
                return;
            }
            lastFrom.put(from, at);
            schedule.at(at, server.lane(), () -> deliver(here));
            if (strikes(Fault.PUSH_DOUBLED, DOUBLED_ONE_IN, Situation.PUSH_DOUBLED)) {
                schedule.at(at + chance.spread(FAST_NANOS, OVERTAKEN_NANOS), server.lane(), () -> deliver(here));
            }
        }

        private boolean strikes(Fault fault, int oneIn, Situation situation) {
            boolean strikes = scene.weather().strikes(fault, chance, oneIn);
            if (strikes) {
                scene.note(situation);
            }
            return strikes;
        }

        private void deliver(Delivery delivery) {
            whenAwake(() -> {
                if (listener != null) {
                    listener.delivered(delivery);
                }
            });
        }

        private void interruptLater() {
            if (!interruptionDue) {
                interruptionDue = true;
                schedule.after(
                        chance.spread(USUAL_NANOS, INTERRUPTED_MAX_NANOS),
                        server.lane(),
                        () -> whenAwake(() -> {
                            interruptionDue = false;
                            scene.note(Situation.INTERRUPTED);
                            if (listener != null) {
                                listener.interrupted();
                            }
                        }));
            }
        }

        private void whenAwake(Runnable run) {
            if (server.isAlive() && server.isPaused()) {
                schedule.at(server.pausedUntil(), server.lane(), () -> whenAwake(run));
            } else if (server.isAlive()) {
                run.run();
            }
        }
    }
}
