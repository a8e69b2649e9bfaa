/** The adapter against a real Cassandra: the contracts, full buckets, crashes, lost nodes, and answers that never come. */
@NullMarked
package dev.sarangbang.adapter.cassandra;

import org.jspecify.annotations.NullMarked;
