-- Signatures that were used, for as long as they would count: a message that is played back brings nothing in.
create table hook_signature (
    channel   text        not null,
    signature text        not null,
    at        timestamptz not null,
    lead_id   uuid        not null,
    primary key (channel, signature)
);
create index hook_signature_at on hook_signature (at);
