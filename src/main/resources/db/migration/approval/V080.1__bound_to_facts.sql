-- An approval keeps the facts that its chain was chosen by, and a contract says why it differs from its deal.
alter table approval add column customer_type text;
alter table contract add column differs_because text;
