package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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

    /** A network that is down, and a session that there is not yet, are what they are. */
    private static final Pattern EXPECTED =
            Pattern.compile("net::ERR_|WebSocket connection to|status of 40[01]|status of 409");

    private final String url;
    private final String username;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Person(String url, String username, BrowserContext context) {
        this.url = url;
        this.username = username;
        this.context = context;
        this.page = open();
    }

    /** How their browser is set up. */
    record Setup(String language, ColorScheme colours, int width, int height) {
        static final Setup KOREAN = new Setup("ko-KR", ColorScheme.LIGHT, 1280, 800);
        static final Setup ENGLISH = new Setup("en-US", ColorScheme.LIGHT, 1280, 800);
    }

    static Person at(Browser browser, String url, String username, Setup setup) {
        var options = new Browser.NewContextOptions()
                .setLocale(setup.language)
                .setColorScheme(setup.colours)
                .setViewportSize(setup.width, setup.height)
                .setTimezoneId("Asia/Seoul");
        return new Person(url, username, browser.newContext(options));
    }

    private Page open() {
        Page opened = context.newPage();
        opened.onConsoleMessage(this::hear);
        opened.onPageError(complaints::add);
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

    Person signsUp(String name) {
        page.navigate(url);
        page.getByTestId("auth-switch").click();
        page.getByTestId("auth-username").fill(username);
        page.getByTestId("auth-name").fill(name);
        page.getByTestId("auth-password").fill(PASSWORD);
        page.getByTestId("auth-submit").click();
        assertThat(page.getByTestId("me")).containsText(name);
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

    void invites(Person guest) {
        page.getByTestId("open-invite").click();
        page.getByTestId("invite-name").fill(guest.username);
        page.getByTestId("invite-submit").click();
        assertThat(page.getByTestId("invite-done")).containsText(guest.username);
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

    void says(String text) {
        composer().fill(text);
        composer().press("Enter");
        assertThat(composer()).hasValue("");
    }

    void sees(String text) {
        assertThat(message(text)).isVisible();
    }

    /** What someone said, once or as often as it is there. */
    Locator message(String text) {
        return page.getByTestId("message").filter(new Locator.FilterOptions().setHasText(text));
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

    void losesTheNetwork() {
        context.setOffline(true);
    }

    void hasTheNetworkAgain() {
        context.setOffline(false);
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
