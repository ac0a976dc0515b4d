package dev.baton.evidence;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is done to evidence, told to the audit trail where the people of its record can read it. */
@Component
class Traces {

    private final AuditTrail trail;
    private final EvidenceOwners owners;

    Traces(AuditTrail trail, EvidenceOwners owners) {
        this.trail = trail;
        this.owners = owners;
    }

    void leave(Caller by, Piece piece, String action, Map<String, ?> before, Map<String, ?> after) {
        var belonging = owners.of(piece.recordKind()).belonging(piece.recordId());
        trail.record(AuditTrail.Entry.by(
                by, "evidence", piece.id(), action, before, after, belonging.region(), belonging.owner()));
    }

    static Map<String, Object> fields(Piece piece) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("recordKind", piece.recordKind());
        fields.put("recordId", piece.recordId());
        fields.put("stage", piece.stage());
        fields.put("evidenceKind", piece.kind());
        fields.put("fileName", piece.fileName());
        fields.put("contentType", piece.contentType());
        fields.put("size", piece.size());
        fields.put("sha256", piece.sha256());
        return fields;
    }
}
