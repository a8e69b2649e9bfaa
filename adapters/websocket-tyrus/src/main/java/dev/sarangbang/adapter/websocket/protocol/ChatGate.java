package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.SocketGate;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.port.PortException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets in who is signed in. */
public final class ChatGate implements SocketGate {

    private final ChatApplication chat;
    private final SessionCookie cookie;
    private final EventFrames frames = new EventFrames();
    private final Clock clock;
    private final LongSupplier nanoClock;

    /**
     * A gate to {@code chat}.
     *
     * @param https whether browsers come over HTTPS
     */
    public ChatGate(ChatApplication chat, boolean https, Clock clock, LongSupplier nanoClock) {
        this.chat = chat;
        this.cookie = new SessionCookie(https);
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Admission admit(HttpRequest upgrade) {
        Optional<SignedIn> who;
        try {
            who = cookie.in(upgrade).flatMap(chat.enrolment()::authenticate);
        } catch (PortException e) {
            return new Admission.Refused(HttpResponse.refusal(503, "unavailable", "try again"));
        }
        return who.<Admission>map(known -> new Admission.Admitted(socket -> {
                    var listener = new ChatSocket(chat, known, socket, frames, clock, nanoClock);
                    listener.opened();
                    return listener;
                }))
                .orElseGet(() -> new Admission.Refused(HttpResponse.refusal(401, "not_logged_in", "log in first")));
    }
}
