package dev.sarangbang.bootstrap.wrong;

import jakarta.websocket.CloseReason;

/** Wrong on purpose: the wire has one home. */
final class SpeaksTheProtocol {

    final int code = CloseReason.CloseCodes.GOING_AWAY.getCode();
}
