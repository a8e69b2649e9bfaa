package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the open connections, all of them and by address, and says when there are too many. */
final class Census {

    private final int connectionsMax;
    private final TrustedProxies proxies;
    private final EdgeObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nobody = lock.newCondition();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int open;

    Census(int connectionsMax, TrustedProxies proxies, EdgeObserver observer) {
        this.connectionsMax = connectionsMax;
        this.proxies = proxies;
        this.observer = observer;
    }

    /** Counts a connection in, until it is closed; false if there are too many. */
    boolean admit(Channel channel) {
        InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        lock.lock();
        try {
            int here = byAddress.getOrDefault(address, 0);
            // This machine itself is a proxy, or a developer's, or a test; what comes through a proxy is counted by
            // ChatGate.
            boolean counted = !address.isLoopbackAddress() && !proxies.contain(address);
            boolean crowded = counted && here >= EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX;
            if (open >= connectionsMax || crowded) {
                observer.connectionRefused();
                return false;
            }
            open++;
            byAddress.put(address, here + 1);
        } finally {
            lock.unlock();
        }
        observer.connectionAccepted();
        channel.closeFuture().addListener((ChannelFutureListener) closed -> gone(address));
        return true;
    }

    int open() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no connection is open; false if that took longer than {@code patience}. */
    boolean awaitNobody(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (open > 0 && left > 0) {
                left = nobody.awaitNanos(left);
            }
            return open == 0;
        } finally {
            lock.unlock();
        }
    }

    private void gone(InetAddress address) {
        lock.lock();
        try {
            open--;
            byAddress.computeIfPresent(address, (ignored, here) -> here == 1 ? null : here - 1);
            if (open == 0) {
                nobody.signalAll();
            }
        } finally {
            lock.unlock();
        }
        observer.connectionGone();
    }
}
