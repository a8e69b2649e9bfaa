package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.CloseCodes;
import dev.sarangbang.adapter.websocket.net.OutgoingFrame;
import dev.sarangbang.adapter.websocket.net.Socket;
import dev.sarangbang.adapter.websocket.net.SocketListener;
import dev.sarangbang.adapter.websocket.net.TokenBucket;
import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Device;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.application.Event;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One client. Its messages come one at a time and in order, and each is handed on before the next is looked at; answers may
 * overtake each other, which is what ids are for.
 */
final class ChatSocket implements SocketListener, Device {

    private final ChatApplication chat;
    private final SignedIn who;
    private final Socket socket;
    private final EventFrames frames;
    private final Turns hellos;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Shares shares;
    private final Runnable gone;
    private final TokenBucket requests;
    private final TokenBucket typing;

    private final AtomicBoolean resyncDue = new AtomicBoolean();
    private volatile boolean welcomed;

    // Touched by the calls of the edge alone, which come one at a time.
    private Optional<Desk> desk = Optional.empty();
    private int badRequests;
    private int rateRefusals;
    private long lastRateRefusalNanos;

    ChatSocket(
            ChatApplication chat,
            SignedIn who,
            Socket socket,
            EventFrames frames,
            Turns hellos,
            Clock clock,
            LongSupplier nanoClock,
            Shares shares,
            Runnable gone) {
        this.chat = chat;
        this.who = who;
        this.socket = socket;
        this.frames = frames;
        this.hellos = hellos;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.shares = shares;
        this.gone = gone;
        long now = nanoClock.getAsLong();
        this.requests = new TokenBucket(
                ProtocolLimits.REQUESTS_BURST, TokenBucket.perSecond(ProtocolLimits.REQUESTS_PER_SECOND), now);
        this.typing = new TokenBucket(
                ProtocolLimits.TYPING_BURST, TokenBucket.perSecond(ProtocolLimits.TYPING_PER_SECOND), now);
    }

    /** The socket is open: the client has a while to say hello. */
    void opened() {
        socket.expectWithin(ProtocolLimits.HELLO_WITHIN, CloseCodes.HELLO_EXPECTED, "hello_expected");
    }

    @Override
    public void message(String text) {
        Request request;
        try {
            request = RequestReader.read(text);
        } catch (Malformed e) {
            refuse(e);
            return;
        }
        if (request instanceof Request.Typing note) {
            typing(note);
            return;
        }
        ClientMessageId id = Desk.idOf(request);
        Optional<Duration> wait = waitFor(request);
        if (wait.isPresent()) {
            slowDown(id, wait.get());
        } else if (request instanceof Request.Hello hello) {
            hello(hello);
        } else if (desk.isEmpty()) {
            refuse(id, ErrorCode.HELLO_REQUIRED);
        } else {
            desk.get().serve(request);
        }
    }

    private Optional<Duration> waitFor(Request request) {
        return requests.take(nanoClock.getAsLong())
                .or(() -> shares.take(who.id()))
                .or(() -> desk.flatMap(here -> here.waitFor(request)));
    }

    /** Passes a typing note on. Too many of them are overheard; but who goes on and on is no better than who asks too much. */
    private void typing(Request.Typing note) {
        long now = nanoClock.getAsLong();
        if (typing.take(now).isEmpty()) {
            desk.ifPresent(here -> here.typing(note));
        } else if (requests.take(now).isPresent()) {
            countRateRefusal(now);
        }
    }

    private void hello(Request.Hello hello) {
        if (desk.isPresent()) {
            refuse(hello.id(), ErrorCode.HELLO_REPEATED);
            return;
        }
        socket.expectationMet();
        if (hellos.take(() -> letIn(hello)).isEmpty()) {
            long again = ThreadLocalRandom.current().nextLong(ProtocolLimits.HELLO_AGAIN_WITHIN.toMillis());
            ErrorCode code = ErrorCode.BUSY;
            socket.send(
                    Frames.error(Optional.of(hello.id()), code, code.message(), Optional.of(Duration.ofMillis(again))));
        }
        if (desk.isEmpty()) {
            opened();
        }
    }

    /** Lets the device in if the stores allow it; true, whatever came of it. */
    private boolean letIn(Request.Hello hello) {
        try {
            // Connected first, so that nothing that happens while the rooms are read goes unheard.
            Connection connection = chat.attendance().connect(who, hello.device(), this);
            var here = new Desk(chat, who, connection, socket, shares);
            desk = Optional.of(here);
            socket.send(Frames.welcome(
                    hello.id(),
                    who,
                    connection.key().connection(),
                    chat.lobby().rooms(who.id(), hello.device()),
                    clock.instant()));
            welcomed = true;
            if (resyncDue.getAndSet(false)) {
                push(new Event.Resync());
            }
        } catch (PortException e) {
            desk.ifPresent(Desk::close);
            desk = Optional.empty();
            refuse(hello.id(), ErrorCode.UNAVAILABLE);
        }
        return true;
    }

    @Override
    public void closed(int code) {
        gone.run();
        desk.ifPresent(Desk::close);
    }

    @Override
    public void push(Event event) {
        if (event instanceof Event.Resync && !welcomed) {
            // The rooms of the welcome may have been read before what was missed: to be said after it.
            resyncDue.set(true);
            if (!welcomed || !resyncDue.getAndSet(false)) {
                return;
            }
        }
        Optional<OutgoingFrame> frame = frames.of(event);
        frame.ifPresent(socket::send);
    }

    @Override
    public void end(Ending why) {
        switch (why) {
            case SESSION_ENDED -> socket.close(CloseCodes.SESSION_ENDED, "session_ended");
        }
    }

    private void refuse(Malformed malformed) {
        badRequests++;
        String message = malformed.code().message() + ": " + malformed.getMessage();
        socket.send(Frames.error(malformed.id(), malformed.code(), message, Optional.empty()));
        if (badRequests >= ProtocolLimits.BAD_REQUESTS_MAX) {
            socket.close(CloseCodes.BAD_REQUESTS, "bad_requests");
        }
    }

    private void refuse(ClientMessageId id, ErrorCode code) {
        socket.send(Frames.error(Optional.of(id), code, code.message(), Optional.empty()));
    }

    private void slowDown(ClientMessageId id, Duration wait) {
        ErrorCode code = ErrorCode.RATE_LIMITED;
        socket.send(Frames.error(Optional.of(id), code, code.message(), Optional.of(wait)));
        countRateRefusal(nanoClock.getAsLong());
    }

    private void countRateRefusal(long now) {
        boolean forgiven = now - lastRateRefusalNanos > ProtocolLimits.RATE_FORGIVEN_AFTER.toNanos();
        rateRefusals = forgiven ? 1 : rateRefusals + 1;
        lastRateRefusalNanos = now;
        if (rateRefusals >= ProtocolLimits.RATE_REFUSALS_MAX) {
            socket.close(CloseCodes.RATE_LIMITED, "rate_limited");
        }
    }
}
