-- Where somebody has tried to sign in, as a hash of name and address: how often in a row it was wrong, until when the
-- next try has to wait, and when it was right last. Every instance counts in it. Losing it in a crash costs nothing.
create unlogged table sign_in_place (
    place      text        primary key,
    in_a_row   integer     not null,
    wait_until timestamptz,
    proved_at  timestamptz,
    at         timestamptz not null
);
create index sign_in_place_at on sign_in_place (at);
