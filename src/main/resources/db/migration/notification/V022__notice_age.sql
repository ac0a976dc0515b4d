-- Rows come in the order of their age: finding the old ones needs no more than this.
create index notification_delivery_age on notification_delivery using brin (created_at);
create index in_app_notice_age on in_app_notice using brin (created_at);
