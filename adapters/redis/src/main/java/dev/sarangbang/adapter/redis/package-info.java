/**
 * What several nodes share and may lose: who is here, what waits for whom, which node has which number, and the newest entries.
 *
 * <p>Redis may forget everything at any moment: it writes its file once a second, and a replica that takes over has not seen the
 * last of it. So nothing here is the only copy of anything. What each part makes of a loss stands in its class.
 *
 * <p>Whatever has to happen at once is a Lua script. Scripts compare times and places as floating-point numbers, which are exact
 * up to 2^53: far beyond any millisecond or sequence. Ids, which are not, they handle as text.
 *
 * <p>Leases go by Redis' own clock, which all nodes share: one whose clock is wrong neither sees the leases of others end early nor
 * keeps its own for too long. The clocks of nodes show in when somebody was last here.
 *
 * <p>One Redis, with or without replicas, not a Redis Cluster: scripts touch keys of several accounts. It should not evict
 * ({@code maxmemory-policy noeviction}): to evict a lease is to lend a number twice. Then a full Redis refuses, which is an outage.
 */
@NullMarked
package dev.sarangbang.adapter.redis;

import org.jspecify.annotations.NullMarked;
