/**
 * What the values of the domain look like outside the process: in a database, a cache, a queue. One form for all of them, so that
 * what an entry is need not be written down once for each store, and a new kind of content is a change in one place that the
 * compiler asks for.
 *
 * <p>The form is JSON, because every store's own tools can show it to a person who looks for a fault. Ids are strings: most of
 * those tools, and Redis' own Lua, would round such a number. Every value says which version of the form it has. Fields that are
 * not known are passed over, so that a field may be added while older nodes still run; whatever else is not understood (another
 * version, a kind of content nobody has heard of, a value that the domain does not allow) is {@link
 * dev.sarangbang.domain.port.PortException.Corrupt} and never half a value.
 *
 * <p><b>Secrets.</b> Of all these, only a {@link dev.sarangbang.adapter.codec.Codec#ROOM room} holds one: its invite, which members
 * may see at any time and which therefore cannot be kept as a hash. So a room belongs in the store that keeps the log and nowhere
 * else. Entries and notices hold none, and may go through queues and caches. What cannot be read is never quoted in the exception
 * that says so, because exceptions end up in logs.
 */
@NullMarked
package dev.sarangbang.adapter.codec;

import org.jspecify.annotations.NullMarked;
