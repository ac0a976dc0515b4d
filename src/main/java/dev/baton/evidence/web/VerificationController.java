package dev.baton.evidence.web;

import dev.baton.evidence.FindingTexts;
import dev.baton.evidence.FindingsInSight;
import dev.baton.evidence.Verification;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VerificationController {

    /**
     * @param entry of the ledger
     * @param recordName where the record has one
     * @param fileName where it is about a file
     * @param replacedBy the piece that stands in its place now: nothing is broken there any more
     */
    @Schema(name = "EvidenceFinding")
    record Finding(
            Verification.Kind kind,
            @Nullable Long entry,
            @Nullable UUID piece,
            @Nullable String recordKind,
            @Nullable UUID recordId,
            @Nullable String recordName,
            @Nullable String fileName,
            @Nullable UUID replacedBy,
            String detail) {}

    /**
     * @param intact of everything, also of what the caller does not see; what was replaced is not broken
     * @param elsewhere findings in records that the caller may not know of, and those beyond the first thousand
     */
    @Schema(name = "EvidenceVerification")
    record Report(long entries, long pieces, long files, boolean intact, List<Finding> findings, long elsewhere) {}

    private final FindingsInSight findings;
    private final FindingTexts texts;

    VerificationController(FindingsInSight findings, FindingTexts texts) {
        this.findings = findings;
        this.texts = texts;
    }

    /** Goes through every file: with many, the command line is the better place. */
    @GetMapping("/api/evidence/verification")
    Report verify(Caller caller, Locale language) {
        var all = findings.verified(caller);
        return new Report(
                all.entries(),
                all.pieces(),
                all.files(),
                all.intact(),
                all.findings().stream()
                        .map(finding -> new Finding(
                                finding.kind(),
                                finding.entry(),
                                finding.piece(),
                                finding.recordKind(),
                                finding.recordId(),
                                findings.recordName(finding),
                                (String) finding.values().get("fileName"),
                                finding.replacement() == null
                                        ? null
                                        : finding.replacement().piece(),
                                texts.of(finding, language)))
                        .toList(),
                all.more());
    }
}
