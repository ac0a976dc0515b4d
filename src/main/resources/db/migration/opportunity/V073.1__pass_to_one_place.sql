-- A pass names exactly one place, and the approval without which it counts for nothing.
alter table deal
    add column pass_awaits   text,
    -- The task whose answer a step has acted on last: each answer counts once.
    add column answered_task uuid;
update deal set pass_kind = null, pass_reason = null, pass_by = null where pass_to is null;
