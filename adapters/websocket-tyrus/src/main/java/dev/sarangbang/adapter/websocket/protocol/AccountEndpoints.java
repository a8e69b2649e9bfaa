package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.http.Addresses;
import dev.sarangbang.adapter.websocket.http.HttpHandler;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.Routes;
import dev.sarangbang.adapter.websocket.net.Seats;
import dev.sarangbang.application.Enrolment;
import dev.sarangbang.application.Enrolment.LogInOutcome;
import dev.sarangbang.application.Enrolment.SignUpOutcome;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.text.TextFlaw;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Signing up, in and out over HTTP, and seeing where one is signed in. */
public final class AccountEndpoints {

    private static final Logger LOG = System.getLogger(AccountEndpoints.class.getName());
    private static final String ACCOUNTS = "/api/accounts";
    private static final String SESSIONS = "/api/sessions";
    private static final String CURRENT_SESSION = "/api/sessions/current";
    private static final String ONE_SESSION = "/api/sessions/*";

    private final Enrolment enrolment;
    private final SessionCookie cookie;
    private final AddressRates rates;
    private final Predicate<HttpRequest> comesFromOurPage;
    /** Hashing is slow and large on purpose. */
    private final Turns turns = new Turns(
            ProtocolLimits.HASHES_AT_ONCE_MAX, ProtocolLimits.HASHES_WAITING_MAX, ProtocolLimits.HASH_TURN_WITHIN);
    /** Nor may one address have all the turns. */
    private final Seats<String> turnsByAddress = new Seats<>(ProtocolLimits.HASHES_PER_ADDRESS_MAX);

    /**
     * Endpoints over {@code enrolment}.
     *
     * @param https whether browsers come over HTTPS
     * @param rates what each address may ask for
     * @param comesFromOurPage whether a request comes from a page that may change things
     */
    public AccountEndpoints(
            Enrolment enrolment, boolean https, AddressRates rates, Predicate<HttpRequest> comesFromOurPage) {
        this.enrolment = enrolment;
        this.rates = rates;
        this.cookie = new SessionCookie(https);
        this.comesFromOurPage = comesFromOurPage;
    }

    /** {@code routes} and the ones here. */
    public Routes on(Routes routes) {
        return routes.and("POST", ACCOUNTS, guarded(this::signUp))
                .and("POST", SESSIONS, guarded(this::logIn))
                .and("GET", SESSIONS, outageAware(this::sessions))
                .and("DELETE", SESSIONS, changing(this::logOutEverywhere))
                .and("GET", CURRENT_SESSION, outageAware(this::current))
                .and("DELETE", CURRENT_SESSION, changing(this::logOut))
                .and("DELETE", ONE_SESSION, changing(this::endSession));
    }

    private HttpResponse signUp(HttpRequest request) throws Malformed {
        Map<String, Object> fields = body(request, Set.of("username", "password", "display_name"));
        String name = string(fields, "username");
        String shown = fields.containsKey("display_name") ? string(fields, "display_name") : name;
        String secret = string(fields, "password");
        if (!(Username.parse(name) instanceof Valid<Username, Username.Flaw>(var username))) {
            return HttpResponse.refusal(400, "username_invalid", "2 to 20 letters and digits, and _ - . inside");
        }
        if (!(DisplayName.parse(shown) instanceof Valid<DisplayName, TextFlaw>(var displayName))) {
            return HttpResponse.refusal(400, "display_name_invalid", "1 to 30 characters on one line");
        }
        return switch (Password.parse(secret)) {
            case Flawed<Password, Password.Flaw>(var flaw) -> weak(flaw);
            case Valid<Password, Password.Flaw>(var password) ->
                rates.refusalOfSignUp(request)
                        .orElseGet(() -> hashing(request, () -> enrolment.signUp(username, displayName, password))
                                .map(outcome -> answer(request, outcome))
                                .orElseGet(AccountEndpoints::busy));
        };
    }

    private <T> Optional<T> hashing(HttpRequest request, Supplier<T> work) {
        Optional<String> address = Addresses.counted(request);
        if (!address.map(turnsByAddress::take).orElse(true)) {
            return Optional.empty();
        }
        try {
            return turns.take(work);
        } finally {
            address.ifPresent(turnsByAddress::leave);
        }
    }

    private HttpResponse answer(HttpRequest request, SignUpOutcome outcome) {
        return switch (outcome) {
            case SignUpOutcome.SignedUp(var who, var token, var device) -> {
                endFormer(request);
                yield welcome(201, who, token, device);
            }
            case SignUpOutcome.UsernameTaken() -> HttpResponse.refusal(409, "username_taken", "somebody has that name");
            case SignUpOutcome.PasswordCommon() ->
                HttpResponse.refusal(400, "password_common", "one of those that are guessed first");
        };
    }

    private HttpResponse logIn(HttpRequest request) throws Malformed {
        Map<String, Object> fields = body(request, Set.of("username", "password"));
        String name = string(fields, "username");
        String secret = string(fields, "password");
        // What cannot be a name or a password belongs to nobody; that is known without a look, and no secret either.
        if (!(Username.parse(name) instanceof Valid<Username, Username.Flaw>(var username))
                || !(Password.parse(secret) instanceof Valid<Password, Password.Flaw>(var password))) {
            return wrongCredentials();
        }
        var attempt = new Enrolment.LogIn(username, password, cookie.deviceIn(request), Addresses.counted(request));
        return hashing(request, () -> enrolment.logIn(attempt))
                .map(outcome -> switch (outcome) {
                    case LogInOutcome.LoggedIn(var who, var token, var device) -> {
                        endFormer(request);
                        yield welcome(200, who, token, device);
                    }
                    case LogInOutcome.WrongCredentials() -> wrongCredentials();
                    case LogInOutcome.TooManyFailures(var wait) -> tooManyFailures(wait);
                })
                .orElseGet(AccountEndpoints::busy);
    }

    /** One browser, one session: the cookie it had is overwritten, so nobody could end that one. */
    private void endFormer(HttpRequest request) {
        try {
            signedIn(request).ifPresent(enrolment::logOut);
        } catch (PortException e) {
            LOG.log(Level.DEBUG, "a former session goes on until it lapses", e);
        }
    }

    private HttpResponse sessions(HttpRequest request) {
        return signedIn(request)
                .map(who -> HttpResponse.json(200, listOf(enrolment.sessions(who), who)))
                .orElseGet(AccountEndpoints::notLoggedIn);
    }

    private HttpResponse current(HttpRequest request) {
        return signedIn(request)
                .map(who -> HttpResponse.json(200, accountOf(who)))
                .orElseGet(AccountEndpoints::notLoggedIn);
    }

    private HttpResponse logOut(HttpRequest request, SignedIn who) {
        enrolment.logOut(who);
        return HttpResponse.empty(204).withCookie(cookie.clearing());
    }

    private HttpResponse logOutEverywhere(HttpRequest request, SignedIn who) {
        enrolment.logOutEverywhere(who);
        return HttpResponse.empty(204).withCookie(cookie.clearing());
    }

    private HttpResponse endSession(HttpRequest request, SignedIn who) {
        String named = request.path().substring(request.path().lastIndexOf('/') + 1);
        boolean ended = SessionKey.parse(named)
                .filter(key -> enrolment.logOut(who, key))
                .isPresent();
        return ended ? HttpResponse.empty(204) : HttpResponse.refusal(404, "not_found", "no such session of yours");
    }

    private Optional<SignedIn> signedIn(HttpRequest request) {
        return cookie.in(request).flatMap(enrolment::authenticate);
    }

    private HttpResponse welcome(int status, SignedIn who, SessionToken token, KnownDevice device) {
        return HttpResponse.json(status, accountOf(who))
                .withCookie(cookie.setting(token))
                .withCookie(cookie.remembering(device));
    }

    private static byte[] listOf(List<LoginSession> sessions, SignedIn who) {
        return FrameWriter.object(json -> {
            json.writeArrayPropertyStart("sessions");
            for (LoginSession session : sessions) {
                json.writeStartObject();
                json.writeStringProperty("id", session.key().hex());
                json.writeNumberProperty("created_at", session.createdAt().toEpochMilli());
                json.writeNumberProperty("expires_at", session.expiresAt().toEpochMilli());
                json.writeBooleanProperty("current", session.key().equals(who.session()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static byte[] accountOf(SignedIn who) {
        return FrameWriter.object(json -> {
            json.writeObjectPropertyStart("account");
            Shapes.account(json, who.account());
            json.writeEndObject();
        });
    }

    private interface Endpoint {
        HttpResponse answer(HttpRequest request) throws Malformed;
    }

    /** For what changes something and has a body. */
    private HttpHandler guarded(Endpoint endpoint) {
        return outageAware(request -> {
            if (!comesFromOurPage.test(request)) {
                return originRefused();
            }
            if (!isJson(request)) {
                return HttpResponse.refusal(415, "unsupported_media_type", "application/json");
            }
            try {
                return endpoint.answer(request);
            } catch (Malformed e) {
                return HttpResponse.refusal(400, e.code().wireName(), e.code().message());
            }
        });
    }

    private interface Change {
        HttpResponse make(HttpRequest request, SignedIn who);
    }

    /** For what changes something about who asks, and has no body. */
    private HttpHandler changing(Change change) {
        return outageAware(request -> {
            if (!comesFromOurPage.test(request)) {
                return originRefused();
            }
            return signedIn(request).map(who -> change.make(request, who)).orElseGet(AccountEndpoints::notLoggedIn);
        });
    }

    private static HttpHandler outageAware(HttpHandler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (PortException e) {
                return HttpResponse.refusal(503, "unavailable", "the outcome is unknown; try again");
            }
        };
    }

    private static boolean isJson(HttpRequest request) {
        String type = request.headers().one("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }

    private static Map<String, Object> body(HttpRequest request, Set<String> known) throws Malformed {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(ErrorCode.BAD_JSON, Optional.empty(), "not UTF-8");
        }
        Map<String, Object> fields = JsonObjects.read(text);
        if (!known.containsAll(fields.keySet())) {
            throw new Malformed(ErrorCode.BAD_REQUEST, Optional.empty(), "unknown field");
        }
        return fields;
    }

    private static String string(Map<String, Object> fields, String name) throws Malformed {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new Malformed(ErrorCode.BAD_REQUEST, Optional.empty(), name);
    }

    private static HttpResponse weak(Password.Flaw flaw) {
        return switch (flaw) {
            case TOO_SHORT -> HttpResponse.refusal(400, "password_too_short", "at least 8 characters");
            case TOO_LONG -> HttpResponse.refusal(400, "password_too_long", "at most 128 characters");
        };
    }

    private static HttpResponse wrongCredentials() {
        return HttpResponse.refusal(401, "wrong_credentials", "name and password do not belong together");
    }

    private static HttpResponse tooManyFailures(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return HttpResponse.refusal(429, "rate_limited", "too many wrong passwords; try again later")
                .with("retry-after", Long.toString(seconds));
    }

    private static HttpResponse notLoggedIn() {
        return HttpResponse.refusal(401, "not_logged_in", "log in first");
    }

    private static HttpResponse originRefused() {
        return HttpResponse.refusal(403, "origin_refused", "not from this origin");
    }

    private static HttpResponse busy() {
        return HttpResponse.refusal(429, "busy", "too many at once; try again").with("retry-after", "5");
    }
}
