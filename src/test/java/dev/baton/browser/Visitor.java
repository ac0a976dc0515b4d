package dev.baton.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody at a browser: what they do, and a picture of what they see. */
final class Visitor {

    static final int PHONE = 390;
    static final int LAPTOP = 1280;

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path AXE = Path.of("src", "main", "frontend", "node_modules", "axe-core", "axe.min.js");
    private static final double PATIENCE = 30_000;
    private static final LocatorAssertions.HasCountOptions SOON =
            new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE);

    private final BrowserContext context;
    private final Page page;
    private final String story;
    private final int width;
    private final List<String> paths = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Locator question;
    private int steps;

    Visitor(Browser browser, URI baton, String story, int width) {
        this.story = story;
        this.width = width;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(baton.toString())
                .setViewportSize(width, height(width))
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setHasTouch(width == PHONE)
                .setAcceptDownloads(true));
        this.context.setDefaultTimeout(PATIENCE);
        this.context.setDefaultNavigationTimeout(PATIENCE);
        this.page = context.newPage();
        this.page.onFrameNavigated(frame -> {
            if (frame.equals(page.mainFrame())) {
                walkedTo(URI.create(frame.url()).getPath());
            }
        });
        this.page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        this.page.onPageError(complaints::add);
        this.question = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("这个商机卡在哪里？"));
        // A deal of the demonstration may stand so long that the home page asks why; most people here have other plans.
        this.page.addLocatorHandler(
                question, asked -> asked.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("稍后"))
                        .click());
    }

    /** The question why a deal stands, which is put off unless somebody wants it. */
    Locator question() {
        page.removeLocatorHandler(question);
        return question;
    }

    /** From the next page on the workbench speaks this language, as its switch in the menu does. */
    void read(String language) {
        page.addInitScript("localStorage.setItem('baton.language', '%s')".formatted(language));
    }

    /** What the console of the browser has complained of since the last call. */
    List<String> complaints() {
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        return found;
    }

    /** What the tab is called, once the page knows its own name. */
    String title() {
        assertThat(page)
                .hasTitle(
                        Pattern.compile(".+ · (接力|Baton)"), new PageAssertions.HasTitleOptions().setTimeout(PATIENCE));
        return page.title();
    }

    Page page() {
        return page;
    }

    /** Opens an address of the workbench, as a bookmark does. */
    void open(String path) {
        page.navigate(path);
    }

    /** Opens the workbench as a stranger and signs in with the password of the demonstration. */
    void signInAs(String login) {
        open("/");
        giveCredentials(login);
        expect(page.locator("main#content h1"));
    }

    /** Signs in by the places of the form, whatever its labels say. */
    void signInInAnyLanguage(String login) {
        page.locator("input").nth(0).fill(login);
        page.locator("input[type=password]").fill("baton");
        page.locator("button[type=submit]").click();
        expect(page.locator("main#content h1"));
    }

    void giveCredentials(String login) {
        page.getByLabel("账号").fill(login);
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill("baton");
        button("登录").click();
    }

    /** Goes to a page by the menu: on a phone what does not fit below is under "more". */
    void goTo(String entry) {
        Locator menu = page.getByRole(AriaRole.NAVIGATION).filter(new Locator.FilterOptions().setVisible(true));
        Locator link = menu.getByRole(
                AriaRole.LINK, new Locator.GetByRoleOptions().setName(entry).setExact(true));
        if (width == PHONE && link.count() == 0) {
            button("更多").click();
            link = page.getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions().setName(entry).setExact(true));
        }
        link.click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    /** The entry of a list that speaks of somebody or something. */
    Locator entry(String text) {
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The dialog in front, once it stands still. */
    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG)
                .filter(new Locator.FilterOptions().setVisible(true))
                .last();
    }

    void expect(Locator shown) {
        assertThat(shown).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    void expectText(String text) {
        expect(page.getByText(text).first());
    }

    void expectPath(String pattern) {
        assertThat(page)
                .hasURL(
                        Pattern.compile("https?://[^/]+" + pattern + "$"),
                        new PageAssertions.HasURLOptions().setTimeout(PATIENCE));
    }

    /** Every path since the last call, in order: the screens that somebody went through. */
    List<String> walked() {
        List<String> walked = List.copyOf(paths);
        paths.clear();
        return walked;
    }

    /** Keeps a picture of the page at both widths. */
    void look(String step) {
        steps++;
        settle();
        picture(step, width);
        int other = width == PHONE ? LAPTOP : PHONE;
        page.setViewportSize(other, height(other));
        picture(step, other);
        page.setViewportSize(width, height(width));
    }

    /** Keeps a picture of the page as it is, with what is open on it. */
    void glance(String step) {
        steps++;
        settle();
        picture(step, width);
    }

    /** No serious or critical violation of the accessibility rules of axe-core. */
    void expectAccessible(String what) {
        page.evaluate(axe());
        Object found = page.evaluate("""
                () => axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
                    .filter(({impact}) => impact === 'serious' || impact === 'critical')
                    .map(({id, help, nodes}) => `${id}: ${help}: ` + nodes.map(node => node.html.slice(0, 160)
                        + ' ' + node.any.map(check => check.message).join(' ')).join(' | ')))""");
        assertThat((List<?>) found)
                .as("accessibility of %s at %d px", what, width)
                .isEmpty();
    }

    void keepFailure(String test) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve("failed-" + test + "-" + width + ".png")));
    }

    /** Forgets the session, as a server that was away for a night does. */
    void loseSession() {
        context.clearCookies();
    }

    void close() {
        context.close();
    }

    private void walkedTo(String path) {
        if (paths.isEmpty() || !paths.getLast().equals(path)) {
            paths.add(path);
        }
    }

    /** Nothing is still on its way to the page. */
    void settle() {
        assertThat(page.locator(".ant-skeleton, .form-loading")).hasCount(0, SOON);
    }

    private void picture(String step, int shown) {
        page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(PICTURES.resolve("%s-%02d-%s-%d.png".formatted(story, steps, step, shown))));
    }

    private static int height(int width) {
        return width == PHONE ? 844 : 860;
    }

    private static String axe() {
        if (!Files.exists(AXE)) {
            throw new IllegalStateException(
                    AXE + " is not there: build the workbench once without -Dskip.frontend, which installs it");
        }
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
