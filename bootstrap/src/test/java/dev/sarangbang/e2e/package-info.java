/**
 * The whole product as its users have it: the server's own jar as a process, and people at a real browser. What is tested
 * here is what no other test sees, that the parts fit together; what one part promises is tested where it is.
 */
@NullMarked
package dev.sarangbang.e2e;

import org.jspecify.annotations.NullMarked;
