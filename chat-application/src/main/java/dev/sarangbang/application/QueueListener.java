package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.port.SyncQueues;

/** Passes on what comes from the queues: to the lanes, which learn of what other nodes have appended, and to the devices. */
final class QueueListener implements SyncQueues.Listener {

    private final RoomLanes lanes;
    private final Fanout fanout;

    QueueListener(RoomLanes lanes, Fanout fanout) {
        this.lanes = lanes;
        this.fanout = fanout;
    }

    @Override
    public void delivered(Delivery delivery) {
        if (delivery.notice() instanceof Notice.Appended(var entry)) {
            lanes.heard(entry);
        }
        fanout.delivered(delivery);
    }

    @Override
    public void interrupted() {
        fanout.interrupted();
    }

    @Override
    public void interrupted(AccountId recipient) {
        fanout.interrupted(recipient);
    }
}
