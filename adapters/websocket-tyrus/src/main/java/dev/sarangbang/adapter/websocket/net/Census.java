package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.Addresses;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Counts the open connections, all of them and by address, and says when there are too many. */
final class Census {

    private final int connectionsMax;
    private final TrustedProxies proxies;
    private final EdgeObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nobody = lock.newCondition();
    private final Seats<String> byAddress;
    private final KeyedBuckets<String> arrivals;
    private int open;

    Census(
            int connectionsMax,
            int connectionsPerAddressMax,
            TrustedProxies proxies,
            EdgeObserver observer,
            LongSupplier nanoClock) {
        this.byAddress = new Seats<>(connectionsPerAddressMax);
        this.arrivals = new KeyedBuckets<>(
                EdgeLimits.ARRIVALS_PER_ADDRESS_BURST,
                TokenBucket.perSecond(EdgeLimits.ARRIVALS_PER_ADDRESS_PER_SECOND),
                EdgeLimits.ARRIVALS_KEPT_MAX,
                nanoClock);
        this.connectionsMax = connectionsMax;
        this.proxies = proxies;
        this.observer = observer;
    }

    /** Counts a connection in, until it is closed; false if there are too many. */
    boolean admit(Channel channel) {
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        // What comes through a proxy is counted by ChatGate.
        Optional<String> address = proxies.contain(peer) ? Optional.empty() : Addresses.counted(peer);
        lock.lock();
        try {
            if (open >= connectionsMax || !address.map(this::seat).orElse(true)) {
                observer.connectionRefused();
                return false;
            }
            open++;
        } finally {
            lock.unlock();
        }
        observer.connectionAccepted();
        channel.closeFuture().addListener((ChannelFutureListener) closed -> gone(address));
        return true;
    }

    /** A place for one more of {@code address}, unless it has all its places or comes too fast. */
    private boolean seat(String address) {
        if (!byAddress.take(address)) {
            return false;
        }
        boolean tooFast = arrivals.take(address).isPresent();
        if (tooFast) {
            byAddress.leave(address);
        }
        return !tooFast;
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

    private void gone(Optional<String> address) {
        lock.lock();
        try {
            open--;
            address.ifPresent(byAddress::leave);
            if (open == 0) {
                nobody.signalAll();
            }
        } finally {
            lock.unlock();
        }
        observer.connectionGone();
    }
}
