/** The web client: files for a browser under {@code src/main/resources}, so this package holds no code that runs in the server. */
@NullMarked
package dev.sarangbang.adapter.webclient;

import org.jspecify.annotations.NullMarked;
