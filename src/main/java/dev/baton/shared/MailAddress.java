package dev.baton.shared;

import java.util.regex.Pattern;

/** What mail can be sent to: the bare address, without a name, a scheme or a list around it. */
public final class MailAddress {

    private static final int LONGEST = 254;
    private static final String PART = "[^\\s@<>\"':;,()\\[\\]\\\\/]";
    private static final Pattern WRITTEN =
            Pattern.compile(PART + "{1,64}@(?:" + PART + "+\\.)+[^\\s@<>\"':;,()\\[\\]\\\\/.]+");

    private MailAddress() {}

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && WRITTEN.matcher(text).matches() && !text.contains("..");
    }
}
