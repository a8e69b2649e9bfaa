package dev.sarangbang.bootstrap.wrong;

import tools.jackson.core.JsonToken;

/** Wrong on purpose: what things look like outside the process is for the edge and the codec to know. */
final class WritesJson {

    final JsonToken token = JsonToken.START_OBJECT;
}
