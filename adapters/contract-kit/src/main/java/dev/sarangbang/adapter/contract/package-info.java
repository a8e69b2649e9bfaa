/** What "works" means for an adapter: one contract per port, each promise of the port a test of its number. */
@NullMarked
package dev.sarangbang.adapter.contract;

import org.jspecify.annotations.NullMarked;
