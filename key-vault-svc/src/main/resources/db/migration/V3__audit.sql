-- The audit table becomes a chain: each event has its number, the hash of the one before it, and its own hash.

alter table audit_event rename to audit_event_v1;
alter index audit_event_pkey rename to audit_event_v1_pkey;
alter index audit_event_at rename to audit_event_v1_at;
drop sequence audit_event_seq;
comment on table audit_event_v1 is 'Events of before the chain: the vault moves them into it at its next start.';

create table audit_event (
    number   bigint primary key check (number > 0),
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    outcome  text        not null,
    subject  text        not null,
    detail   text        not null,
    previous bytea       not null,
    hash     bytea       not null
);
create index audit_event_at on audit_event (at);
create index audit_event_actor on audit_event (actor, number);
create index audit_event_subject on audit_event (subject, number);
comment on column audit_event.number is 'From 1, without a gap.';
comment on column audit_event.hash is 'HMAC over everything else in the row, under a key that only the vault opens.';

-- Stops mistakes. Who owns the table can drop this; what is done then shows in the chain.
create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event takes new rows only';
end
$$;
create trigger audit_event_append_only
    before update or delete or truncate on audit_event
    for each statement execute function audit_event_is_append_only();
alter table audit_event enable always trigger audit_event_append_only;

create table audit_key (
    id         integer primary key check (id = 1),
    created_at timestamptz not null,
    sealed     bytea       not null
);
comment on table audit_key is 'One row, made at the first start: what the hashes are made with, sealed at rest.';

create table audit_head (
    id        integer primary key check (id = 1),
    number    bigint  not null,
    hash      bytea   not null,
    old_rows  boolean not null,
    broken_at bigint  not null,
    seal      bytea   not null
);
comment on table audit_head is 'One row: the last event. Locked by each append, so that the chain never forks.';
comment on column audit_head.old_rows is 'Whether audit_event_v1 may still hold events to move.';
comment on column audit_head.broken_at is 'The first event before which a vault found the end of the chain changed; 0 if none did.';

create table audit_published (
    id     integer primary key check (id = 1),
    number bigint not null
);
comment on table audit_published is 'One row: the last event that Kafka has acknowledged. Whoever holds its lock publishes.';
insert into audit_published (id, number) values (1, 0);
