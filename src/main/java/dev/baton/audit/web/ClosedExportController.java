package dev.baton.audit.web;

import dev.baton.audit.RefusingExport;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClosedExportController {

    private final RefusingExport refusing;

    ClosedExportController(RefusingExport refusing) {
        this.refusing = refusing;
    }

    @GetMapping("/api/leads/export")
    void leads(Caller caller, HttpServletRequest request) {
        refusing.leads(caller, request.getQueryString());
        throw Refusal.forbidden("export-closed");
    }
}
