-- Papers that the system has written for a deal in a stage, and for whom: a must-do that asks for one is done only then.
create table deal_paper (
    deal_id    uuid        not null,
    stage      text        not null,
    paper      text        not null,
    written_at timestamptz not null,
    by_id      uuid        not null,
    primary key (deal_id, stage, paper)
);
