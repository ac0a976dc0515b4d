package dev.baton.benchmark;

import java.util.List;

/** Leads of earlier times, put on file as their processes would have left them. */
final class Seed {

    /** An id as Baton makes them: it sorts by the time {@code t}. */
    private static final String ID =
            "(lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)"
                    + " || 'a' || substr(md5(random()::text), 1, 15))::uuid";

    private final Stand stand;

    Seed(Stand stand) {
        this.stand = stand;
    }

    /** Leads that reps work on now: four of five wait for the first contact, and of those every fourth is late. */
    void openLeads(int many) {
        run(
                """
                create temporary table seeded on commit drop as
                select %s as id, n, t, rep.ids[1 + n %% array_length(rep.ids, 1)] as owner_id,
                       rep.regions[1 + n %% array_length(rep.ids, 1)] as region,
                       n %% 5 > 0 as waits, n %% 20 in (1, 6, 11, 16) as late
                from (select n, now() - random() * interval '20 days' as t from generate_series(1, %d) n) s, %s rep
                """.formatted(ID, many, REPS),
                lead(
                        "case when waits then 'ASSIGNED' else 'CONTACTED' end",
                        "case when waits then null else t + interval '1 hour' end"),
                """
                insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at, first_touch_at, ended_at)
                select id, 1, owner_id, region, 'site-form', t, case when late then now() - random() * interval '10 days'
                           else now() + interval '1 day' + random() * interval '20 days' end,
                       case when waits then null else t + interval '1 hour' end,
                       case when waits then null else t + interval '1 hour' end
                from seeded""",
                """
                insert into deadline (record_id, round, kind, due_at, acted_at, acted_by)
                select id, 1, kind, w.due_at, case when w.due_at < now() then w.due_at end,
                       case when w.due_at < now() then 'TIMER' end
                from seeded join response_window w on w.lead_id = id,
                     unnest(array['lead.first-reminder', 'lead.window', 'lead.manager']) kind
                where waits""",
                """
                insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                    element_instance_key, record_id, assignee, candidate_groups, due_at, state, created_at, locked_until)
                select id, -n, 'lead-response', 1, -n, case when waits then 'userTask_contactLead' else 'userTask_followUp' end,
                       -n, id, owner_id, array['sales-' || region], t + interval '21 days', 'OPEN', t, now() + interval '6 hours'
                from seeded""",
                HISTORY);
    }

    /** Leads of the last three years that came to an end. */
    void closedLeads(int many) {
        int chunk = 100_000;
        for (int done = 0; done < many; done += chunk) {
            run(
                    """
                    create temporary table seeded on commit drop as
                    select %s as id, n, t, rep.ids[1 + n %% array_length(rep.ids, 1)] as owner_id,
                           rep.regions[1 + n %% array_length(rep.ids, 1)] as region
                    from (select n, now() - interval '30 days' - random() * interval '1065 days' as t
                          from generate_series(1, %d) n) s, %s rep
                    """.formatted(ID, Math.min(chunk, many - done), REPS),
                    lead("case when n % 5 = 0 then 'QUALIFIED' else 'LOST' end", "t + interval '1 hour'"),
                    """
                    insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at, opened_at,
                        first_touch_at, ended_at)
                    select id, 1, owner_id, region, 'site-form', t, t + interval '90 minutes', t + interval '30 minutes',
                           t + interval '1 hour', t + interval '1 hour' from seeded""",
                    """
                    insert into deadline (record_id, round, kind, due_at, closed_at)
                    select id, 1, kind, t + interval '90 minutes', t + interval '1 hour'
                    from seeded, unnest(array['lead.first-reminder', 'lead.window', 'lead.manager']) kind""",
                    HISTORY);
        }
    }

    private static final String REPS = """
            (select array_agg(id order by login) as ids, array_agg(region order by login) as regions
             from person where login like 'rep%')""";

    private static final String HISTORY = """
            with events as (
                insert into lead_event (id, lead_id, at, kind, detail)
                select gen_random_uuid(), id, t + at * interval '1 minute', kind, '{}'
                from seeded, unnest(array['ASSIGNED', 'OPENED', 'CONTACTED'], array[1, 20, 60]) as e(kind, at)),
            decisions as (
                insert into assignment_decision (id, lead_id, round, kind, decided_at, prepared_at, owner_id, route,
                    process_instance_key, process_definition_key, process_version, inputs)
                select id, id, 0, 'RULE', t, t, owner_id, region, 1, 1, 1, '{}' from seeded)
            insert into notification_delivery (id, event, person_id, channel, template, language, placeholders, path, state,
                attempts, created_at, sent_at)
            select id, 'lead:' || id || ':1:lead.assigned', owner_id, 'IN_APP', 'lead.assigned', 'zh-CN', '{}',
                   '/leads/' || id, 'SENT', 1, t, t
            from seeded""";

    private static String lead(String status, String touchedAt) {
        return """
                insert into lead (id, status, name, company, phone, phone_original, phone_status, email, source, intent, region,
                    industry, company_size, utm, source_meta, owner_id, assigned_by, round, received_at, first_assigned_at,
                    assigned_at, opened_at, first_touch_at, window_due_at, next_follow_up_at, last_contact_at,
                    next_deadline_at, reminders_muted, needs_collaboration, notices)
                select id, %1$s, '客户' || md5(n::text), '公司' || md5(id::text), '+8613' || lpad(n::text, 9, '0'),
                    '13' || lpad(n::text, 9, '0'), 'VALID', 'buyer' || n || '@example.com', 'site-form',
                    (array['high', 'medium', 'low'])[1 + n %% 3], region, 'retail', '50-199', '{}', '{}', owner_id, 'RULE', 1, t,
                    t, t, t, %2$s, t + interval '90 minutes', t + interval '3 days', %2$s, t + interval '3 days', false, false, '{}'
                from seeded""".formatted(status, touchedAt);
    }

    /** In one transaction, as one connection's temporary table demands; then the planner and the visibility maps learn what is there now. */
    private void run(String... statements) {
        stand.inOneTransaction(List.of(statements));
        stand.jdbc()
                .sql(
                        "vacuum analyze lead, response_window, deadline, user_task, assignment_decision, lead_event, notification_delivery")
                .update();
    }
}
