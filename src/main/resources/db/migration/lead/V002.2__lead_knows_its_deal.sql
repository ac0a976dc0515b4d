-- A qualified lead leads to the deal that was opened from it; one that nobody opens a deal for stays without.
alter table lead add column deal_id uuid;
