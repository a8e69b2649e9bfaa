package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.Addresses;
import dev.sarangbang.adapter.websocket.http.HttpHandler;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.KeyedBuckets;
import dev.sarangbang.adapter.websocket.net.TokenBucket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many requests, handshakes among them, and how many accounts one address may make on this node, over all its connections. This machine's own address is
 * not counted; behind a trusted proxy it is the address that the proxy names. Thread-safe.
 */
public final class AddressRates {

    private final KeyedBuckets<String> requests;
    private final KeyedBuckets<String> signUps;

    /** Rates that are measured by {@code nanoClock}. */
    public AddressRates(LongSupplier nanoClock) {
        requests = new KeyedBuckets<>(
                ProtocolLimits.REQUESTS_PER_ADDRESS_BURST,
                TokenBucket.perSecond(ProtocolLimits.REQUESTS_PER_ADDRESS_PER_SECOND),
                ProtocolLimits.RATES_KEPT_MAX,
                nanoClock);
        signUps = new KeyedBuckets<>(
                ProtocolLimits.SIGN_UPS_PER_ADDRESS_BURST,
                ProtocolLimits.SIGN_UPS_PER_ADDRESS_EVERY,
                ProtocolLimits.RATES_KEPT_MAX,
                nanoClock);
    }

    /** {@code handler}, for whoever does not ask too much. */
    public HttpHandler before(HttpHandler handler) {
        return new HttpHandler() {
            @Override
            public HttpResponse answer(HttpRequest request) {
                return refusal(request).orElseGet(() -> handler.answer(request));
            }

            @Override
            public boolean isAlwaysAnswered(HttpRequest request) {
                return handler.isAlwaysAnswered(request);
            }
        };
    }

    /** Counts a request; what to answer if there were too many. */
    Optional<HttpResponse> refusal(HttpRequest request) {
        return Addresses.counted(request).flatMap(requests::take).map(AddressRates::tooMany);
    }

    /** Counts a sign-up, whatever comes of it; what to answer if there were too many. */
    Optional<HttpResponse> refusalOfSignUp(HttpRequest request) {
        return Addresses.counted(request).flatMap(signUps::take).map(AddressRates::tooMany);
    }

    /** The answer to who asks too much, and has to wait so long. */
    static HttpResponse tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return HttpResponse.refusal(429, "rate_limited", "too much at once; try again later")
                .with("retry-after", Long.toString(seconds));
    }
}
