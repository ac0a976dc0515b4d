package dev.baton.browser;

import com.microsoft.playwright.Browser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The people who come in one test, each with a browser profile of their own. */
final class Visits implements AutoCloseable {

    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    Visits(Browser browser) {
        this.browser = browser;
    }

    /** Somebody with a phone in the hand; the story names the screenshots. */
    Visitor onPhone(URI baton, String story) {
        return visitor(baton, story, Visitor.PHONE);
    }

    /** Somebody at a laptop; the story names the screenshots. */
    Visitor onLaptop(URI baton, String story) {
        return visitor(baton, story, Visitor.LAPTOP);
    }

    void keepFailure(String test) {
        visitors.forEach(visitor -> visitor.keepFailure(test));
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }

    private Visitor visitor(URI baton, String story, int width) {
        Visitor visitor = new Visitor(browser, baton, story, width);
        visitors.add(visitor);
        return visitor;
    }
}
