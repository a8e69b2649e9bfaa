/** Requests, routes and files as values. */
@NullMarked
package dev.sarangbang.adapter.websocket.http;

import org.jspecify.annotations.NullMarked;
