-- Money that came in for a deal. The deal is paid on the day on which it adds up to what the deal is worth.
create table deal_payment (
    id          uuid primary key,
    deal_id     uuid        not null references deal,
    amount      numeric     not null check (amount > 0),
    currency    char(3)     not null,
    received_on date        not null,
    recorded_by uuid        not null,
    recorded_at timestamptz not null
);
create index deal_payment_deal on deal_payment (deal_id, received_on);
select make_append_only('deal_payment');
alter table deal add column paid_on date;
create index deal_paid on deal (variant, paid_on) where paid_on is not null;
