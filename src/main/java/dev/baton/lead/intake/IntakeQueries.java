package dev.baton.lead.intake;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What intake asks of the leads on file, each for many at once. */
@Component
class IntakeQueries {

    /** What a source calls a lead; null where it has no name for it. */
    record Reference(String source, @Nullable String externalRef) {

        static Reference of(NewLead lead) {
            return new Reference(lead.source(), lead.externalRef());
        }
    }

    private final JdbcClient jdbc;

    IntakeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The leads that have these references. */
    Map<Reference, LeadOnFile> onFile(Collection<Reference> references) {
        var known = new HashMap<Reference, LeadOnFile>();
        if (references.isEmpty()) {
            return known;
        }
        jdbc.sql("""
                        select l.id, l.status, l.source, l.external_ref, l.name, l.phone, l.phone_original
                        from unnest(?::text[], ?::text[]) as r(source, external_ref)
                        join lead l on l.source = r.source and l.external_ref = r.external_ref""")
                .params(
                        references.stream().map(Reference::source).toArray(String[]::new),
                        references.stream().map(Reference::externalRef).toArray(String[]::new))
                .query((ResultSet row) -> {
                    known.put(
                            new Reference(row.getString("source"), row.getString("external_ref")),
                            new LeadOnFile(
                                    LeadId.of(row.getString("id")),
                                    LeadStatus.valueOf(row.getString("status")),
                                    row.getString("name"),
                                    row.getString("phone"),
                                    row.getString("phone_original")));
                });
        return known;
    }

    /** How many of the leads have an owner now. */
    int assigned(Collection<UUID> leads) {
        return leads.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from lead where id = any(?) and owner_id is not null")
                        .param(leads.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single();
    }

    /** Leads that have come since then and have no owner yet, counted no further than needed. */
    int waiting(Instant since, int atMost) {
        return jdbc.sql("""
                        select count(*) from (select 1 from lead
                          where status = 'RECEIVED' and received_at > ? and hold_reason is null limit ?) waiting""")
                .params(Timestamp.from(since), atMost)
                .query(Integer.class)
                .single();
    }
}
