package dev.baton.customer.naming;

import dev.baton.shared.MailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A mail address as two records of the same mailbox share it: small letters, no tag, no dots where they do not count. */
public final class MailKey {

    private static final Set<String> DOTS_DO_NOT_COUNT = Set.of("gmail.com", "googlemail.com");

    private MailKey() {}

    /** Empty for what no mail can be sent to. */
    public static Optional<String> of(String typed) {
        var mail = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (!MailAddress.isOne(mail)) {
            return Optional.empty();
        }
        var at = mail.lastIndexOf('@');
        var box = mail.substring(0, at);
        var host = mail.substring(at + 1);
        var tag = box.indexOf('+');
        if (tag > 0) {
            box = box.substring(0, tag);
        }
        if (DOTS_DO_NOT_COUNT.contains(host)) {
            box = box.replace(".", "");
            host = "gmail.com";
        }
        return box.isEmpty() ? Optional.empty() : Optional.of(box + "@" + host);
    }
}
