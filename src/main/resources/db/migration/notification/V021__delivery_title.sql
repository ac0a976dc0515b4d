-- What the message was about, in the words of its reader, for people who look through the trace.
alter table notification_delivery add column title text;
