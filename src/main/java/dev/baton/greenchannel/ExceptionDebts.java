package dev.baton.greenchannel;

import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what is owed for exceptions; a debt has the id of the grant that made it (B6-08). */
@Component
class ExceptionDebts {

    record Owed(
            UUID id,
            @Nullable UUID dealId,
            String name,
            @Nullable String region,
            Purpose purpose,
            List<String> steps,
            String reason,
            PersonId debtor,
            @Nullable PersonId owner,
            PersonId grantedBy,
            Instant grantedAt,
            Instant dueAt,
            BigDecimal dailyRate,
            GreenChannels.DebtState state,
            @Nullable Instant paidAt,
            @Nullable PersonId paidBy,
            @Nullable String explanation) {

        boolean isPaid() {
            return state == GreenChannels.DebtState.PAID;
        }
    }

    private static final String COLUMNS = """
            select d.*, g.deal_id, g.name, g.region, g.purpose, g.steps, g.reason, g.owner_id, g.decided_by, g.decided_at,
                   g.daily_rate
            from exception_debt d join green_channel g on g.id = d.id
            """;

    private final JdbcClient jdbc;

    ExceptionDebts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(UUID id, PersonId debtor, Instant due) {
        jdbc.sql("insert into exception_debt (id, debtor_id, due_at) values (?, ?, ?)")
                .params(id, debtor.value(), Timestamp.from(due))
                .update();
    }

    Optional<Owed> find(UUID id) {
        return jdbc.sql(COLUMNS + "where d.id = ?")
                .param(id)
                .query(ExceptionDebts::map)
                .optional();
    }

    Owed get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no debt " + id));
    }

    boolean escalate(UUID id, Instant at) {
        return jdbc.sql(
                                "update exception_debt set state = 'ESCALATED', escalated_at = ? where id = ? and state = 'OPEN'")
                        .params(Timestamp.from(at), id)
                        .update()
                == 1;
    }

    boolean pay(UUID id, PersonId by, String explanation, Instant at) {
        return jdbc.sql("""
                                update exception_debt set state = 'PAID', paid_at = ?, paid_by = ?, explanation = ?
                                where id = ? and state <> 'PAID'""")
                        .params(Timestamp.from(at), by.value(), explanation, id)
                        .update()
                == 1;
    }

    List<UUID> unpaidOf(PersonId debtor) {
        return jdbc.sql("select id from exception_debt where debtor_id = ? and state <> 'PAID'")
                .param(debtor.value())
                .query(UUID.class)
                .list();
    }

    /** Unpaid ones first, oldest due date first; all of them, or those of a region and of a person. */
    List<Owed> list(boolean all, @Nullable String region, PersonId person, int limit) {
        return jdbc.sql(COLUMNS + """
                        where :all or g.region = :region or d.debtor_id = :person or g.owner_id = :person
                        order by (d.state = 'PAID'), case when d.state = 'PAID' then null else d.due_at end,
                                 d.paid_at desc, d.id limit :limit""")
                .param("all", all)
                .param("region", region)
                .param("person", person.value())
                .param("limit", limit)
                .query(ExceptionDebts::map)
                .list();
    }

    private static Owed map(ResultSet row, int number) throws SQLException {
        var owner = row.getObject("owner_id", UUID.class);
        var paidAt = row.getTimestamp("paid_at");
        var paidBy = row.getObject("paid_by", UUID.class);
        return new Owed(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getString("name"),
                row.getString("region"),
                Purpose.valueOf(row.getString("purpose")),
                Arrays.asList((String[]) row.getArray("steps").getArray()),
                row.getString("reason"),
                new PersonId(row.getObject("debtor_id", UUID.class)),
                owner == null ? null : new PersonId(owner),
                new PersonId(row.getObject("decided_by", UUID.class)),
                row.getTimestamp("decided_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getBigDecimal("daily_rate"),
                GreenChannels.DebtState.valueOf(row.getString("state")),
                paidAt == null ? null : paidAt.toInstant(),
                paidBy == null ? null : new PersonId(paidBy),
                row.getString("explanation"));
    }
}
