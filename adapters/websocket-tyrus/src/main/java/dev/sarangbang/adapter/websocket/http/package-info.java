/** HTTP as the rest of this adapter sees it: requests and answers as values, routes, and the files of the web client. */
@NullMarked
package dev.sarangbang.adapter.websocket.http;

import org.jspecify.annotations.NullMarked;
