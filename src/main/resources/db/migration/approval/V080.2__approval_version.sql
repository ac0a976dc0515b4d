-- Whoever has read an approval before it was locked does not overwrite what was decided in between.
alter table approval add column version bigint not null default 0;
