-- Steps that the engine was told to take and the deal refused: nobody moved, and somebody tried.
create table deal_refused_move (
    id         uuid primary key,
    deal_id    uuid        not null,
    at         timestamptz not null,
    process_id text        not null,
    element_id text        not null,
    reason     text        not null,
    stage      text,
    region     text,
    owner_id   uuid        not null
);
create index deal_refused_move_at on deal_refused_move (at) include (deal_id, region, owner_id);
