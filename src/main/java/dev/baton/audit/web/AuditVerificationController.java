package dev.baton.audit.web;

import dev.baton.audit.VerifyingAudit;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditVerificationController {

    /** @param head hash of the last seal, to be compared with what was noted elsewhere */
    @Schema(name = "AuditVerification")
    record Report(long seals, long entries, String head, boolean intact, List<VerifyingAudit.Finding> findings) {}

    private final VerifyingAudit verifying;

    AuditVerificationController(VerifyingAudit verifying) {
        this.verifying = verifying;
    }

    @GetMapping("/api/audit/verification")
    Report verify() {
        var result = verifying.verify();
        return new Report(result.seals(), result.entries(), result.head(), result.intact(), result.findings());
    }
}
