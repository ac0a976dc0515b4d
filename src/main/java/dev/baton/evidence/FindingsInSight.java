package dev.baton.evidence;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies for somebody, and names to them only records that they may know of; the others are counted. */
@Component
public class FindingsInSight {

    private final VerifyingEvidence verifying;
    private final EvidenceOwners owners;

    FindingsInSight(VerifyingEvidence verifying, EvidenceOwners owners) {
        this.verifying = verifying;
        this.owners = owners;
    }

    public Verification verified(Caller caller) {
        var all = verifying.verify();
        var visible = new ArrayList<Verification.Finding>();
        var more = all.more();
        for (var finding : all.findings()) {
            if (sees(caller, finding)) {
                visible.add(finding);
            } else {
                more++;
            }
        }
        return new Verification(all.entries(), all.pieces(), all.files(), visible, more, all.broken());
    }

    /** What people call the record of a finding that they see; null where it has no name. */
    public @Nullable String recordName(Verification.Finding finding) {
        if (finding.recordKind() == null || finding.recordId() == null) {
            return null;
        }
        try {
            return owners.of(finding.recordKind()).name(finding.recordId()).orElse(null);
        } catch (Refusal noSuchKind) {
            return null;
        }
    }

    private boolean sees(Caller caller, Verification.Finding finding) {
        if (finding.recordKind() == null || finding.recordId() == null || caller.seesEverything()) {
            return true;
        }
        try {
            owners.of(finding.recordKind()).mustSee(caller, finding.recordId());
            return true;
        } catch (Refusal outOfSight) {
            return false;
        }
    }
}
