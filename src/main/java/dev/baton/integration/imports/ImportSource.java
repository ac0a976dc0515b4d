package dev.baton.integration.imports;

import dev.baton.integration.Draft;
import dev.baton.integration.LeadField;
import dev.baton.integration.LeadSource;
import dev.baton.integration.Standardising;
import dev.baton.lead.NewLead;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rows of files as leads: columns without a field stay with the lead as notes on its origin. */
@Component
class ImportSource implements LeadSource<ImportedRow> {

    /** Columns that the list of rejected rows adds; a corrected list can be handed in as it is. */
    static final Set<String> ADDED_BY_REJECTS = Set.of("line", "field", "reason", "raw");

    private final Standardising standardising;

    ImportSource(Standardising standardising) {
        this.standardising = standardising;
    }

    @Override
    public NewLead standardise(ImportedRow imported) {
        imported.mustBeWhole();
        var plan = imported.plan();
        var row = imported.row();
        var headers = plan.headers();
        var draft = new Draft();
        var used = new HashSet<Integer>();
        plan.columns().forEach((field, columns) -> {
            used.addAll(columns);
            imported.unused(field).forEach(used::remove);
        });
        for (var field : LeadField.values()) {
            draft.set(field, imported.value(field.code()));
        }
        var fromRejects = headers.containsAll(ADDED_BY_REJECTS);
        for (int i = 0; i < headers.size(); i++) {
            if (!used.contains(i) && !(fromRejects && ADDED_BY_REJECTS.contains(headers.get(i)))) {
                draft.note(
                        headers.get(i).isEmpty() ? "column " + (i + 1) : shortened(headers.get(i)), imported.cell(i));
            }
        }
        draft.note("channel", "import");
        draft.note("import", imported.importId().toString());
        draft.note("file", imported.fileName());
        draft.note("line", String.valueOf(row.line()));
        var lead = standardising.lead(draft, "import");
        return lead.externalRef() == null ? withReference(lead, imported) : lead;
    }

    /** The row itself is the reference where the file has none. */
    private static NewLead withReference(NewLead lead, ImportedRow imported) {
        return new NewLead(
                lead.name(),
                lead.phone(),
                lead.source(),
                lead.intent(),
                lead.nextFollowUpAt(),
                lead.company(),
                lead.email(),
                lead.region(),
                lead.industry(),
                lead.companySize(),
                imported.importId() + ":" + imported.row().line(),
                lead.utm(),
                lead.sourceMeta());
    }

    private static String shortened(String header) {
        return header.length() <= 100 ? header : header.substring(0, 100);
    }
}
