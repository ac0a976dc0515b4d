-- Of two who want to use one grant, the one who read it before the other used it does not.
alter table green_channel add column version bigint not null default 0;
