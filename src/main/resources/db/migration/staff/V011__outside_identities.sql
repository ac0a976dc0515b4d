-- Who a person is to a provider of identities outside the house. Owned by the module "staff".
create table outside_identity (
    issuer    varchar(500) not null,
    subject   varchar(255) not null,
    person_id uuid         not null references person (id),
    linked_at timestamptz  not null,
    primary key (issuer, subject)
);
create index outside_identity_person on outside_identity (person_id);
