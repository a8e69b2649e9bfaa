/**
 * The queues through which nodes hear what is meant for their people, on RabbitMQ.
 *
 * <p><b>Shape.</b> One direct exchange; one queue for each <em>node</em>, exclusive to its connection and bounded; one binding for
 * each <em>account</em> that is connected there. A delivery is published once, with its recipients as routing keys, and the broker
 * puts one copy into the queue of each node that has any of them. What a recipient's queue is in the port is a binding here: queues
 * are dear, bindings are cheap.
 *
 * <p><b>Loss.</b> Nothing here is the only copy, so nothing is ever sent twice to be sure, and nobody waits. Instead a loss is
 * noticed by somebody, who tells: a node whose connection broke has missed what others said and tells its own listener; a node whose
 * deliveries were not confirmed, or not even sent, tells all nodes; a queue that overflows sends what it drops to a second queue of
 * the same node, where one such message is enough to know. One loss nobody here can tell of: what a node had taken and not yet
 * published when it was killed. Devices notice that one themselves: by the heartbeat in the room in view, elsewhere by the next thing
 * said or, within five minutes, by the client's own look at its list of rooms.
 *
 * <p><b>Threads.</b> {@code publish} only puts things into a bounded queue. One thread sends; one thread binds; one thread calls the
 * listener. The first two are also the ones that connect, each a connection of its own, because a broker short of memory stops
 * reading from connections that publish. A watchdog cuts the sending
 * connection when nothing on it is confirmed; the heartbeat ends a receiving one that has fallen silent.
 */
@NullMarked
package dev.sarangbang.adapter.rabbitmq;

import org.jspecify.annotations.NullMarked;
