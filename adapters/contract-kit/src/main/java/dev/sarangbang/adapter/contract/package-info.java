/**
 * What "works" means for an adapter: one contract per port, each promise of the port a test of its number. Extend the
 * contract of the port, supply the adapter, and when it is green the adapter is right.
 *
 * <p>All tests make fresh ids, so they may share a store, with each other and with earlier runs. What an adapter cannot show,
 * as surviving a crash when it keeps nothing, is reported as aborted, with the reason; it never counts as passed.
 */
@NullMarked
package dev.sarangbang.adapter.contract;

import org.jspecify.annotations.NullMarked;
