/**
 * The room log, device cursors and read marks in Cassandra, as several chat nodes share them.
 *
 * <p><b>The log.</b> A room's log is cut into buckets, each of them one partition: {@link
 * dev.sarangbang.adapter.cassandra.Buckets}. A partition holds, in its static columns, the room as its last entry left it; a row for
 * each entry; and a row for each client id, which says where the entry of that name is. A change is one conditional batch on one
 * partition, so all of it is written or nothing, and of several that expect the same end one wins. No cell is ever written twice
 * but those of the head, nothing is deleted, and no null is bound.
 *
 * <p><b>Full buckets.</b> Which bucket a change belongs to follows from the place it expects. Hence a full bucket never changes again,
 * although nothing marks it as full, and going on to the next is not a step that could fail half way. Client ids of buckets long full
 * are kept in a table of their own, so that a retry is recognised however old it is: {@link
 * dev.sarangbang.adapter.cassandra.ClientIds}.
 *
 * <p><b>Doubt.</b> A conditional batch that timed out may have been applied, or may be applied later. {@link
 * dev.sarangbang.adapter.cassandra.CassandraRoomLog} reads what became of it, serially, and says {@link
 * dev.sarangbang.domain.port.PortException.Unavailable} if it cannot tell.
 *
 * <p><b>Cursors and marks</b> are registers that hold the greatest value they were ever given: the place is the write's timestamp, and
 * keeping the greater of two timestamps is what Cassandra does by itself.
 *
 * <p>Entries and rooms have the form of {@code adapter-codec}. Every exception of the driver is translated in {@link
 * dev.sarangbang.adapter.cassandra.Calls}.
 */
@NullMarked
package dev.sarangbang.adapter.cassandra;

import org.jspecify.annotations.NullMarked;
