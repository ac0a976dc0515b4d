package dev.baton.evidence;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Findings in words. */
@Component
public class FindingTexts {

    private final MessageSource messages;

    FindingTexts(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Verification.Finding finding, Locale language) {
        var values = finding.values();
        var found = messages.getMessage(
                "evidence.finding." + finding.kind(),
                new Object[] {
                    String.valueOf(finding.entry()),
                    values.getOrDefault("fileName", ""),
                    values.getOrDefault("fields", values.getOrDefault("gate", "")),
                    values.getOrDefault("sha256", String.valueOf(values.getOrDefault("to", ""))),
                    String.valueOf(finding.piece())
                },
                language);
        var replacement = finding.replacement();
        return replacement == null
                ? found
                : found
                        + messages.getMessage(
                                "evidence.finding-replaced",
                                new Object[] {
                                    replacement.fileName(), replacement.piece().toString()
                                },
                                language);
    }
}
