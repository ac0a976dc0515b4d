package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Who sees which file, its rows and what was rejected of it: whoever uploaded it, the supervisors of the region that
 * they belonged to then, directors and administrators.
 */
@Component
class ImportScope {

    /** No region has this code. */
    private static final String NO_REGION = "";

    private final Imports imports;

    ImportScope(Imports imports) {
        this.imports = imports;
    }

    /** Refuses with "no such import" whatever the caller may not know of. */
    Import require(Caller caller, UUID id) {
        return imports.findById(id)
                .filter(file -> file.isOf(caller.id()) || caller.supervises(file.region()))
                .orElseThrow(() -> Refusal.notFound("import-not-found"));
    }

    /** The newest of those that {@link #require} lets through. */
    List<Import> latest(Caller caller, int most) {
        var region = caller.region() != null && caller.supervises(caller.region()) ? caller.region() : NO_REGION;
        return imports.findSeen(caller.seesEverything(), caller.id().value(), region, Limit.of(most));
    }
}
