/** That servers start, break and end as tests need them to. */
@NullMarked
package dev.sarangbang.testing.servers;

import org.jspecify.annotations.NullMarked;
