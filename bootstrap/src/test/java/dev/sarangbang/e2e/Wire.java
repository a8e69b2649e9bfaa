package dev.sarangbang.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The line between a page and the server, in the hands of a test: it can hold back what the page says, refuse it in the
 * server's place, and be cut. Everything is done by the thread that drives the browser.
 */
final class Wire {

    private final List<JsonObject> said = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<WebSocketRoute> open = new ArrayList<>();
    private String holding = "";
    private String answering = "";
    private String refusing = "";
    private String code = "";
    private int refusals;
    private BooleanSupplier isDown = () -> false;
    private UnaryOperator<String> hearing = UnaryOperator.identity();

    private Wire() {}

    /** Takes the line of a page that has not been opened yet. */
    static Wire of(Page page) {
        var wire = new Wire();
        page.routeWebSocket(url -> url.endsWith("/ws"), wire::connect);
        return wire;
    }

    private void connect(WebSocketRoute route) {
        if (isDown.getAsBoolean()) {
            route.close();
            return;
        }
        WebSocketRoute server = route.connectToServer();
        open.add(route);
        server.onMessage(frame -> {
            if (isAnswerTo(answering, frame.text())) {
                held.add(() -> route.send(frame.text()));
            } else {
                route.send(hearing.apply(frame.text()));
            }
        });
        route.onMessage(frame -> {
            JsonObject said = JsonParser.parseString(frame.text()).getAsJsonObject();
            this.said.add(said);
            String type = said.get("type").getAsString();
            if (type.equals(refusing) && refusals > 0) {
                refusals--;
                route.send(refusal(said.get("id").getAsString()));
            } else if (type.equals(holding)) {
                held.add(() -> server.send(frame.text()));
            } else {
                server.send(frame.text());
            }
        });
    }

    private boolean isAnswerTo(String type, String frame) {
        JsonElement id = JsonParser.parseString(frame).getAsJsonObject().get("id");
        return id != null && said(type).stream().anyMatch(said -> id.equals(said.get("id")));
    }

    /** What the server says is changed on its way. */
    void hears(UnaryOperator<String> changed) {
        hearing = changed;
    }

    private String refusal(String id) {
        var error = new JsonObject();
        error.addProperty("type", "error");
        error.addProperty("id", id);
        error.addProperty("code", code);
        error.addProperty("message", "refused by the test");
        error.addProperty("retry", "no");
        return error.toString();
    }

    /** Requests of a type do not get through until {@link #letsGo}. */
    void holdsBack(String type) {
        holding = type;
    }

    /** Requests of a type get through, and their answers do not until {@link #letsGo}. */
    void holdsBackAnswersTo(String type) {
        answering = type;
    }

    void letsGo() {
        holding = "";
        answering = "";
        held.forEach(Runnable::run);
        held.clear();
    }

    /** The next {@code times} requests of a type are refused. */
    void refuses(String type, String withCode, int times) {
        refusing = type;
        code = withCode;
        refusals = times;
    }

    /** Every connection ends, and no other gets through. */
    void breaks() {
        isDown = () -> true;
        open.forEach(WebSocketRoute::close);
        open.clear();
    }

    void isMended() {
        isDown = () -> false;
    }

    /** What the page said of a type, in order. */
    List<JsonObject> said(String type) {
        return said.stream()
                .filter(frame -> frame.get("type").getAsString().equals(type))
                .toList();
    }
}
