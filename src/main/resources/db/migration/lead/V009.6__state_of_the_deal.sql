-- What became of the deal that a lead has led to; the deal says so when it ends.
alter table lead add column deal_state text check (deal_state in ('OPEN', 'WON', 'LOST'));
