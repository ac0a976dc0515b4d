-- A grant that was given for less than the deal is worth now is void.
alter table green_channel drop constraint green_channel_state_check;
alter table green_channel add constraint green_channel_state_check
    check (state in ('ASKED', 'GRANTED', 'USED', 'REFUSED', 'UNANSWERED', 'VOID'));
