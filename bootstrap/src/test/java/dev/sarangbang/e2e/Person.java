package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Someone at a browser of their own. What they do is named after what people do; what they see waits until they see it.
 * What the browser complains about is kept, because a page without complaints is part of what is tested.
 */
final class Person implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    /** For one step. Long, because two cores may be busy with other things. */
    private static final double PATIENCE_MS = 60_000;

    /** What the policy of the page forbids is a complaint, also where the browser would only count it. */
    private static final String REPORT_VIOLATIONS = """
        addEventListener("securitypolicyviolation", (event) =>
          console.error("policy:", event.violatedDirective, event.blockedURI, event.sourceFile));
        """;

    /** A network that is down, and a session that there is not yet, are what they are. */
    private static final Pattern EXPECTED =
            Pattern.compile("net::ERR_|WebSocket connection to|status of 40[01]|status of 409");

    private final String url;
    private final String username;
    private final BrowserContext context;
    private final boolean touches;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Person(String url, String username, BrowserContext context, boolean touches) {
        this.url = url;
        this.username = username;
        this.context = context;
        this.touches = touches;
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript(REPORT_VIOLATIONS);
        this.page = opensATab();
    }

    /** How their browser is set up. */
    record Setup(String language, ColorScheme colours, int width, int height) {
        static final Setup KOREAN = new Setup("ko-KR", ColorScheme.LIGHT, 1280, 800);
        static final Setup ENGLISH = new Setup("en-US", ColorScheme.LIGHT, 1280, 800);

        private Browser.NewContextOptions options() {
            return new Browser.NewContextOptions()
                    .setLocale(language)
                    .setColorScheme(colours)
                    .setViewportSize(width, height)
                    .setTimezoneId("Asia/Seoul");
        }
    }

    static Person at(Browser browser, String url, String username, Setup setup) {
        return new Person(url, username, browser.newContext(setup.options()), false);
    }

    static Person atAPhone(Browser browser, String url, String username, Setup setup) {
        return new Person(
                url,
                username,
                browser.newContext(setup.options().setHasTouch(true).setIsMobile(true)),
                true);
    }

    /** The cookies and what else is kept of someone, in a browser that has not seen the page. */
    static Person signedInLike(Person person, Browser browser) {
        var options = Setup.ENGLISH.options().setStorageState(person.context.storageState());
        return new Person(person.url, person.username, browser.newContext(options), false);
    }

    /** Another tab of the same browser. */
    Page opensATab() {
        Page opened = context.newPage();
        opened.onConsoleMessage(this::hear);
        opened.onPageError(complaints::add);
        opened.onWebSocket(socket -> Frames.watch(socket, complaints::add));
        return opened;
    }

    private void hear(ConsoleMessage message) {
        boolean bad = message.type().equals("error") || message.type().equals("warning");
        if (bad && !EXPECTED.matcher(message.text()).find()) {
            complaints.add(message.text());
        }
    }

    Page page() {
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Their browser complained of what the test brought about, which is not held against the page. */
    void hasComplainedOf(String words) {
        if (!complaints.removeIf(complaint -> complaint.contains(words))) {
            throw new AssertionError("no complaint of " + words + ", but " + complaints);
        }
    }

    String username() {
        return username;
    }

    BrowserContext context() {
        return context;
    }

    /** Is signed up already when the page is opened. */
    Person movesIn(String name) {
        var account = new com.google.gson.JsonObject();
        account.addProperty("username", username);
        account.addProperty("display_name", name);
        account.addProperty("password", PASSWORD);
        var answer = context.request()
                .post(
                        url + "/api/accounts",
                        RequestOptions.create()
                                .setHeader("origin", url)
                                .setHeader("content-type", "application/json")
                                .setData(account.toString()));
        if (answer.status() != 201) {
            throw new IllegalStateException("not signed up: " + answer.text());
        }
        page.navigate(url);
        isOnline();
        return this;
    }

    /** Signs up at the door. */
    Person signsUp(String name) {
        page.navigate(url);
        return signsUpHere(name);
    }

    /** Signs up at the door that is shown. */
    Person signsUpHere(String name) {
        page.getByTestId("auth-switch").click();
        page.getByTestId("auth-username").fill(username);
        page.getByTestId("auth-name").fill(name);
        page.getByTestId("auth-password").fill(PASSWORD);
        page.getByTestId("auth-submit").click();
        assertThat(page.getByTestId("me")).containsText(name);
        isOnline();
        return this;
    }

    Person logsInAtTheDoor() {
        page.navigate(url);
        logsIn();
        isOnline();
        return this;
    }

    void logsIn() {
        page.getByTestId("auth-username").fill(username);
        page.getByTestId("auth-password").fill(PASSWORD);
        page.getByTestId("auth-submit").click();
        assertThat(page.getByTestId("me")).isVisible();
    }

    /** Makes a room and returns its address. */
    String opensARoom(String title) {
        page.getByTestId("create-room").click();
        page.getByTestId("title").fill(title);
        page.getByTestId("title-submit").click();
        seesTheRoom(title);
        return page.url();
    }

    void invites(Person... guests) {
        page.getByTestId("open-invite").click();
        for (Person guest : guests) {
            page.getByTestId("invite-name").fill(guest.username);
            page.getByTestId("invite-submit").click();
            assertThat(page.getByTestId("invite-done")).containsText(guest.username);
        }
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("invite-dialog")).hasCount(0);
    }

    String inviteLink() {
        page.getByTestId("open-invite").click();
        String link = page.getByTestId("invite-link").inputValue();
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("invite-dialog")).hasCount(0);
        return link;
    }

    void enters(String title) {
        roomInList(title).click();
        seesTheRoom(title);
    }

    void seesTheRoom(String title) {
        assertThat(page.getByTestId("room-title")).hasText(title);
        assertThat(page.getByTestId("messages")).isVisible();
    }

    Locator roomInList(String title) {
        return page.getByTestId("room-item").filter(new Locator.FilterOptions().setHasText(title));
    }

    Locator composer() {
        return page.getByTestId("composer");
    }

    /** The id of the room that is open. */
    String room() {
        return page.getByTestId("room").getAttribute("data-room");
    }

    void says(String text) {
        composer().fill(text);
        if (touches) {
            page.getByTestId("send").tap();
        } else {
            composer().press("Enter");
        }
        assertThat(composer()).hasValue("");
    }

    void sees(String text) {
        assertThat(message(text)).isVisible();
    }

    /** What someone said, once or as often as it is there. */
    Locator message(String text) {
        Locator words = page.getByTestId("text").filter(new Locator.FilterOptions().setHasText(text));
        return page.getByTestId("message").filter(new Locator.FilterOptions().setHas(words));
    }

    /** Opens the menu of a message and chooses from it. */
    void choosesOn(String text, String action) {
        Locator message = message(text).last();
        message.hover();
        message.getByTestId("message-menu").click();
        message.getByTestId(action).click();
    }

    /** What was said in the open room, in the order in which it is shown, without who said it. */
    List<String> messages() {
        return page.getByTestId("text").allTextContents().stream()
                .map(text -> text.substring(text.indexOf(": ") + 2))
                .toList();
    }

    void isOnline() {
        assertThat(page.getByTestId("connection")).hasAttribute("data-status", "online");
    }

    void isNotOnline() {
        assertThat(page.getByTestId("connection")).not().hasAttribute("data-status", "online");
    }

    /** Menus and dialogs come after all that is seen first. */
    void hasEverythingLoaded() {
        assertThat(page.locator("link[href='style/late.css']")).hasCount(1);
        assertThat(page.getByTestId("main-menu")).hasAttribute("aria-expanded", "false");
    }

    void losesTheNetwork() {
        context.setOffline(true);
    }

    void hasTheNetworkAgain() {
        context.setOffline(false);
    }

    /** Pastes text at the cursor, as from another program. */
    void pastes(String text) {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate("text => navigator.clipboard.writeText(text)", text);
        composer().press("ControlOrMeta+v");
    }

    /** An input method that is composing {@code text} at the cursor. */
    void composes(String text) {
        CDPSession devtools = context.newCDPSession(page);
        var parameters = new com.google.gson.JsonObject();
        parameters.addProperty("text", text);
        parameters.addProperty("selectionStart", text.length());
        parameters.addProperty("selectionEnd", text.length());
        devtools.send("Input.imeSetComposition", parameters);
        devtools.detach();
    }

    /** The input method hands over what it composed. */
    void commits(String text) {
        CDPSession devtools = context.newCDPSession(page);
        var parameters = new com.google.gson.JsonObject();
        parameters.addProperty("text", text);
        devtools.send("Input.insertText", parameters);
        devtools.detach();
    }

    /** The Enter that an input method keeps to itself: the browser reports it as key 229. */
    void pressesEnterForTheInputMethod() {
        CDPSession devtools = context.newCDPSession(page);
        var down = new com.google.gson.JsonObject();
        down.addProperty("type", "rawKeyDown");
        down.addProperty("windowsVirtualKeyCode", 229);
        down.addProperty("key", "Process");
        down.addProperty("code", "Enter");
        devtools.send("Input.dispatchKeyEvent", down);
        devtools.detach();
    }

    void keepsAPicture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
