package dev.baton.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** Deals as their process would have left them, with the changes of stage that led there. */
final class DealSeed {

    private static final String STAGES =
            "array['first-contact', 'needs-analysis', 'solution-demo', 'solution-accepted', 'quote-approval', 'contract-approval', 'signing']";

    private static final String REPS = """
            (select array_agg(id order by login) as ids, array_agg(region order by login) as regions
             from person where login like 'rep%')""";

    private final Stand stand;

    DealSeed(Stand stand) {
        this.stand = stand;
    }

    /** Open deals in all stages, some frozen, some with a question open, that have come the whole way through the gates. */
    void open(int many) {
        seed(many, "interval '25 days'", "1 + n %% 7", "'OPEN'", "null::timestamptz");
    }

    /** Deals of the last three years that were won or lost. */
    void closed(int many) {
        seed(
                many,
                "interval '1000 days' + interval '30 days'",
                "7",
                "case when n %% 3 = 0 then 'WON' else 'LOST' end",
                "t");
    }

    private void seed(int many, String age, String place, String state, String closed) {
        stand.inOneTransaction(List.of(
                ("""
                create temporary table seeded on commit drop as
                select gen_random_uuid() as id, n, t, rep.ids[1 + n %% array_length(rep.ids, 1)] as owner_id,
                       rep.regions[1 + n %% array_length(rep.ids, 1)] as region,""" + " " + place + " as place, " + state
                                + " as state, " + closed + " as closed_at, " + STAGES + """
                 as stages
                from (select n, now() - random() * (""" + age + """
                ) as t from generate_series(1, %d) n) s, %s rep
                """)
                        .formatted(many, REPS),
                """
                insert into deal (id, name, customer_name, customer_type, amount, currency, discount, expected_close_on, owner_id,
                    region, created_by, created_at, variant, state, stage, entered_at, due_at, freeze_at, stage_round, substate,
                    substate_since, substate_watched_from, substate_round, round, performance_suspended, missing_count,
                    blocker_wanted, approved, closed_at)
                select id, '商机' || md5(n::text), '客户' || md5(id::text), 'enterprise', 1000 + n, case when n % 20 = 0 then 'USD' else 'CNY' end,
                    0, current_date + 60, owner_id, region, owner_id, t - interval '40 days',
                    (array['standard', 'light', 'key', 'government'])[1 + n % 4], state, stages[place], t, t + interval '7 days',
                    t + interval '7 days', place, 'waiting', t, t, place, place, state = 'OPEN' and t < now() - interval '7 days', n % 4,
                    state = 'OPEN' and n % 11 = 0,
                    case when place = 7 then array['QUOTE', 'CONTRACT'] when place = 6 then array['QUOTE'] else '{}'::text[] end,
                    closed_at
                from seeded""",
                """
                insert into deal_transition (id, deal_id, at, from_stage, to_stage, kind, dwell_seconds, region, owner_id, variant)
                select gen_random_uuid(), id, t - (place - s) * interval '5 days', stages[s - 1], stages[s],
                       case when s = 1 then 'START' when n % 50 = 0 then 'JUMP' else 'ADVANCE' end,
                       case when s > 1 then (random() * 1000000)::bigint end, region, owner_id, 'standard'
                from seeded, generate_series(1, place) s""",
                """
                insert into deal_transition (id, deal_id, at, from_stage, to_stage, kind, dwell_seconds, region, owner_id, variant)
                select gen_random_uuid(), id, closed_at, 'signing', lower(state), state, 100000, region, owner_id, 'standard'
                from seeded where closed_at is not null"""));
        vacuum();
    }

    /** As the database does it by itself in time; a page counts as visible when no older transaction looks at it. */
    private void vacuum() {
        await("all rows visible").atMost(Duration.ofMinutes(2)).until(() -> {
            stand.jdbc().sql("vacuum analyze deal, deal_transition").update();
            return stand.number("select count(*) from pg_class where relname in ('deal', 'deal_transition')"
                            + " and relallvisible < 0.99 * relpages")
                    == 0;
        });
    }
}
