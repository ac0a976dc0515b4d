package dev.baton.greenchannel;

import dev.baton.shared.Rows;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The debts as pages show them, together with the grants that made them. */
@Component
class DebtQueries {

    record Owed(
            UUID id,
            @Nullable UUID dealId,
            String name,
            @Nullable String region,
            Purpose purpose,
            List<String> steps,
            String reason,
            PersonId debtor,
            PersonId grantedBy,
            Instant grantedAt,
            Instant dueAt,
            BigDecimal dailyRate,
            GreenChannels.DebtState state,
            @Nullable Instant paidAt,
            @Nullable String explanation) {}

    private final JdbcClient jdbc;

    DebtQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Unpaid ones first, oldest due date first; all of them, or those of a region and of a person. */
    List<Owed> list(boolean all, @Nullable String region, PersonId person, int limit) {
        return jdbc.sql("""
                        select d.id, g.deal_id, g.name, g.region, g.purpose, g.steps, g.reason, d.debtor_id, g.decided_by,
                               g.decided_at, d.due_at, g.daily_rate, d.state, d.paid_at, d.explanation
                        from exception_debt d join green_channel g on g.id = d.id
                        where :all or g.region = :region or d.debtor_id = :person or g.owner_id = :person
                        order by (d.state = 'PAID'), case when d.state = 'PAID' then null else d.due_at end,
                                 d.paid_at desc, d.id limit :limit""")
                .param("all", all)
                .param("region", region)
                .param("person", person.value())
                .param("limit", limit)
                .query(DebtQueries::map)
                .list();
    }

    private static Owed map(ResultSet row, int number) throws SQLException {
        return new Owed(
                Rows.uuid(row, "id"),
                Rows.uuidOrNull(row, "deal_id"),
                row.getString("name"),
                row.getString("region"),
                Rows.word(row, "purpose", Purpose.class),
                Rows.words(row, "steps"),
                row.getString("reason"),
                new PersonId(Rows.uuid(row, "debtor_id")),
                new PersonId(Rows.uuid(row, "decided_by")),
                Rows.instant(row, "decided_at"),
                Rows.instant(row, "due_at"),
                row.getBigDecimal("daily_rate"),
                Rows.word(row, "state", GreenChannels.DebtState.class),
                Rows.instantOrNull(row, "paid_at"),
                row.getString("explanation"));
    }
}
