package dev.baton.opportunity;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.policy.Move;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts deals and their changes of stage on file as their process would have left them, many at once. */
@TestComponent
public class DealsInBulk {

    private final JdbcClient jdbc;

    DealsInBulk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An open deal that stands in a stage, and what is special about it. */
    public record Open(
            Person owner,
            String stage,
            String amount,
            String currency,
            String variant,
            Duration stood,
            boolean suspended,
            int missing,
            boolean blocker,
            List<String> approved) {

        public static Open of(Person owner, String stage) {
            return new Open(owner, stage, "1000", "CNY", "standard", Duration.ofHours(1), false, 0, false, List.of());
        }

        public Open worth(String given, String in) {
            return new Open(owner, stage, given, in, variant, stood, suspended, missing, blocker, approved);
        }

        public Open variant(String given) {
            return new Open(owner, stage, amount, currency, given, stood, suspended, missing, blocker, approved);
        }

        public Open stood(Duration given) {
            return new Open(owner, stage, amount, currency, variant, given, suspended, missing, blocker, approved);
        }

        public Open frozen() {
            return new Open(owner, stage, amount, currency, variant, stood, true, missing, blocker, approved);
        }

        public Open missing(int given) {
            return new Open(owner, stage, amount, currency, variant, stood, suspended, given, blocker, approved);
        }

        public Open blocked() {
            return new Open(owner, stage, amount, currency, variant, stood, suspended, missing, true, approved);
        }

        public Open approved(String... given) {
            return new Open(
                    owner, stage, amount, currency, variant, stood, suspended, missing, blocker, List.of(given));
        }
    }

    public DealId add(Open deal) {
        var now = Instant.now();
        return insert(deal, "OPEN", now.minus(deal.stood()), null);
    }

    /** A won deal that came into its stages so many days before the win. */
    public DealId won(Person owner, String variant, Instant at, List<Passed> passed) {
        var id = insert(Open.of(owner, "signing").variant(variant), "WON", at, at);
        passed.forEach(one ->
                moved(id, owner, null, one.stage(), Move.ADVANCE, at.minus(Duration.ofDays(one.daysBefore())), null));
        moved(id, owner, "signing", "won", Move.WON, at, null);
        paid(id, at);
        return id;
    }

    /** In full, on the day of that moment where the house is; null takes it back. */
    public void paid(DealId deal, @Nullable Instant at) {
        jdbc.sql("update deal set paid_on = (?::timestamptz at time zone 'Asia/Shanghai')::date where id = ?")
                .params(at == null ? null : Timestamp.from(at), deal.value())
                .update();
    }

    public record Passed(String stage, int daysBefore) {}

    public void moved(
            DealId deal,
            Person owner,
            @Nullable String from,
            String to,
            Move kind,
            Instant at,
            @Nullable Duration dwell) {
        jdbc.sql("""
                        insert into deal_transition (id, deal_id, at, from_stage, to_stage, kind, dwell_seconds, region, owner_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        deal.value(),
                        Timestamp.from(at),
                        from,
                        to,
                        kind.name(),
                        dwell == null ? null : dwell.toSeconds(),
                        owner.region(),
                        owner.id().value())
                .update();
    }

    /** The newest stays of a stage: one of each length from one hour to so many. */
    public void stays(String stage, int hours) {
        jdbc.sql("""
                        insert into deal_transition (id, deal_id, at, from_stage, to_stage, kind, dwell_seconds, owner_id)
                        select gen_random_uuid(), gen_random_uuid(), now() + interval '1 day', ?, 'elsewhere', 'ADVANCE',
                               hour * 3600, gen_random_uuid() from generate_series(1, ?) as hour""").params(stage, hours).update();
    }

    /** Takes back what was put on file here for a region, and all stays. */
    public void removeAllOf(String region) {
        jdbc.sql("delete from deal where region = ?").param(region).update();
        jdbc.sql("delete from deal_transition where region = ? or to_stage = 'elsewhere'")
                .param(region)
                .update();
    }

    private DealId insert(Open deal, String state, Instant entered, @Nullable Instant closed) {
        var id = DealId.next();
        jdbc.sql("""
                        insert into deal (id, name, customer_name, customer_type, amount, currency, discount, expected_close_on,
                                          owner_id, region, created_by, created_at, variant, state, stage, entered_at,
                                          stage_round, substate_round, round, performance_suspended, missing_count,
                                          blocker_wanted, approved, closed_at)
                        values (:id, :name, '客户', 'enterprise', :amount, :currency, 0, current_date + 90, :owner, :region, :owner,
                                :entered, :variant, :state, :stage, :entered, 1, 1, 1, :suspended, :missing, :blocker, :approved,
                                :closed)""")
                .param("id", id.value())
                .param("name", "商机 " + id.toString().substring(24))
                .param("amount", new BigDecimal(deal.amount()))
                .param("currency", deal.currency())
                .param("owner", deal.owner().id().value())
                .param("region", deal.owner().region())
                .param("entered", Timestamp.from(entered))
                .param("variant", deal.variant())
                .param("state", state)
                .param("stage", deal.stage())
                .param("suspended", deal.suspended())
                .param("missing", deal.missing())
                .param("blocker", deal.blocker())
                .param("approved", deal.approved().toArray(String[]::new))
                .param("closed", closed == null ? null : Timestamp.from(closed))
                .update();
        return id;
    }
}
