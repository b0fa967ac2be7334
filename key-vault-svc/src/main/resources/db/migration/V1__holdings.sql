-- What the vault holds. Every secret is sealed under the master key, bound to the other columns of its row.

create table revision (
    id     integer primary key check (id = 1),
    number bigint not null
);
comment on table revision is 'One row: locked and counted up by every change, so that changes never overlap.';
insert into revision (id, number) values (1, 1);

create table credential (
    id         uuid primary key,
    name       text        not null unique,
    type       text        not null,
    version    bigint      not null,
    selectors  text        not null,
    content    text        not null,
    sealed     bytea       not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
comment on column credential.selectors is 'JSON as text, not as jsonb: the seal is bound to these very characters.';
comment on column credential.content is 'Certificates and revocation lists; JSON, as selectors.';

create table sealing_key (
    id         text primary key,
    created_at timestamptz not null,
    not_after  timestamptz not null,
    sealed     bytea       not null
);

create table gateway_key (
    gateway    text primary key,
    public_key bytea       not null,
    version    integer     not null,
    changed_at timestamptz not null,
    seal       bytea       not null
);

create sequence audit_event_seq increment by 50;
create table audit_event (
    id      bigint primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    outcome text        not null,
    subject text        not null,
    detail  text        not null
);
create index audit_event_at on audit_event (at);
