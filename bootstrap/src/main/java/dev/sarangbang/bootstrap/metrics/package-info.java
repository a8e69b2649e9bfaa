/** Counts what happens, for whoever watches the server. Names are stable: dashboards depend on them. */
@NullMarked
package dev.sarangbang.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
