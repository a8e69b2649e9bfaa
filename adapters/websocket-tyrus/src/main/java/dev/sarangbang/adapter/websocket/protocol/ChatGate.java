package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.Addresses;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.Seats;
import dev.sarangbang.adapter.websocket.net.SocketGate;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets in who is signed in. */
public final class ChatGate implements SocketGate {

    private final ChatApplication chat;
    private final SessionCookie cookie;
    private final AddressRates rates;
    private final Seats<AccountId> sockets = new Seats<>(ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX);
    private final Seats<String> socketsByAddress;
    private final EventFrames frames = new EventFrames();
    private final Shares shares;
    private final Turns hellos = new Turns(
            ProtocolLimits.HELLOS_AT_ONCE_MAX, ProtocolLimits.HELLOS_WAITING_MAX, ProtocolLimits.HELLO_TURN_WITHIN);
    private final Clock clock;
    private final LongSupplier nanoClock;

    /**
     * A gate to {@code chat}.
     *
     * @param https whether browsers come over HTTPS
     * @param socketsPerAddressMax how many sockets an address may have that is counted
     * @param rates what each address may ask for, handshakes included
     */
    public ChatGate(
            ChatApplication chat,
            boolean https,
            int socketsPerAddressMax,
            AddressRates rates,
            Clock clock,
            LongSupplier nanoClock) {
        this.chat = chat;
        this.socketsByAddress = new Seats<>(socketsPerAddressMax);
        this.rates = rates;
        this.cookie = new SessionCookie(https);
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.shares = new Shares(nanoClock);
    }

    @Override
    public Optional<HttpResponse> tooMany(HttpRequest upgrade) {
        return rates.refusal(upgrade);
    }

    @Override
    public Admission admit(HttpRequest upgrade) {
        Optional<SignedIn> who;
        try {
            who = cookie.in(upgrade).flatMap(chat.enrolment()::authenticate);
        } catch (PortException e) {
            return refuse(503, "unavailable", "try again");
        }
        return who.map(known -> admit(known, Addresses.counted(upgrade)))
                .orElseGet(() -> refuse(401, "not_logged_in", "log in first"));
    }

    /** Places are taken here and not as the socket opens, or all who come at the same moment would find the same one free. */
    private Admission admit(SignedIn who, Optional<String> address) {
        if (!address.map(socketsByAddress::take).orElse(true)) {
            return refuse(429, "busy", "too many sockets of one address");
        }
        if (!sockets.take(who.id())) {
            address.ifPresent(socketsByAddress::leave);
            return refuse(429, "busy", "too many sockets of one account");
        }
        Runnable leave = () -> {
            sockets.leave(who.id());
            address.ifPresent(socketsByAddress::leave);
        };
        // To come again and again is to ask for something, too.
        Optional<Duration> wait = shares.take(who.id());
        if (wait.isPresent()) {
            leave.run();
            return new Admission.Refused(AddressRates.tooMany(wait.get()));
        }
        return new Admission.Admitted(
                socket -> {
                    var listener = new ChatSocket(chat, who, socket, frames, hellos, clock, nanoClock, shares, leave);
                    listener.opened();
                    return listener;
                },
                leave);
    }

    private static Admission refuse(int status, String code, String message) {
        HttpResponse answer = HttpResponse.refusal(status, code, message);
        return new Admission.Refused(status == 429 ? answer.with("retry-after", "5") : answer);
    }
}
