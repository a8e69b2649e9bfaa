package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.SocketGate;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lets in who is signed in. */
public final class ChatGate implements SocketGate {

    private final ChatApplication chat;
    private final SessionCookie cookie;
    private final AddressRates rates;
    private final Map<AccountId, Integer> sockets = new ConcurrentHashMap<>();
    private final Map<String, Integer> socketsByAddress = new ConcurrentHashMap<>();
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
     * @param rates what each address may ask for, handshakes included
     */
    public ChatGate(ChatApplication chat, boolean https, AddressRates rates, Clock clock, LongSupplier nanoClock) {
        this.chat = chat;
        this.rates = rates;
        this.cookie = new SessionCookie(https);
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.shares = new Shares(nanoClock);
    }

    @Override
    public Admission admit(HttpRequest upgrade) {
        Optional<HttpResponse> tooMany = rates.refusal(upgrade);
        if (tooMany.isPresent()) {
            return new Admission.Refused(tooMany.get());
        }
        Optional<SignedIn> who;
        try {
            who = cookie.in(upgrade).flatMap(chat.enrolment()::authenticate);
        } catch (PortException e) {
            return refuse(503, "unavailable", "try again");
        }
        return who.map(known -> admit(known, Addresses.counted(upgrade)))
                .orElseGet(() -> refuse(401, "not_logged_in", "log in first"));
    }

    private Admission admit(SignedIn who, Optional<String> address) {
        if (address.map(from -> socketsByAddress.getOrDefault(from, 0)).orElse(0)
                >= ProtocolLimits.SOCKETS_PER_ADDRESS_MAX) {
            return refuse(429, "busy", "too many sockets of one address");
        }
        if (sockets.getOrDefault(who.id(), 0) >= ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX) {
            return refuse(429, "busy", "too many sockets of one account");
        }
        // To come again and again is to ask for something, too.
        Optional<Duration> wait = shares.take(who.id());
        if (wait.isPresent()) {
            return new Admission.Refused(AddressRates.tooMany(wait.get()));
        }
        return new Admission.Admitted(socket -> {
            sockets.merge(who.id(), 1, Integer::sum);
            address.ifPresent(from -> socketsByAddress.merge(from, 1, Integer::sum));
            var listener = new ChatSocket(chat, who, socket, frames, hellos, clock, nanoClock, shares, () -> {
                gone(sockets, who.id());
                address.ifPresent(from -> gone(socketsByAddress, from));
            });
            listener.opened();
            return listener;
        });
    }

    private static <K> void gone(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (ignored, count) -> count == 1 ? null : count - 1);
    }

    private static Admission refuse(int status, String code, String message) {
        HttpResponse answer = HttpResponse.refusal(status, code, message);
        return new Admission.Refused(status == 429 ? answer.with("retry-after", "5") : answer);
    }
}
