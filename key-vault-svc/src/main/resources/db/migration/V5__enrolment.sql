-- The services authority, one-time tokens for its certificates, and the certificates that it has signed.

create table service_authority (
    id          text primary key,
    certificate bytea       not null,
    imported    boolean     not null,
    created_at  timestamptz not null,
    sealed      bytea       not null
);
comment on table service_authority is 'The newest signs; older ones stay as long as a certificate of theirs may be good.';

create table enrolment_token (
    id         text primary key,
    role       text        not null,
    gateway    text        not null,
    names      text        not null,
    digest     bytea       not null,
    created_by text        not null,
    created_at timestamptz not null,
    not_after  timestamptz not null,
    spent_by   text,
    seal       bytea       not null
);
comment on column enrolment_token.digest is 'SHA-256 of a token of 256 random bits: the token itself is kept nowhere.';

create table service_certificate (
    serial            text primary key,
    authority         text        not null,
    role              text        not null,
    gateway           text        not null,
    names             text        not null,
    certificate       bytea       not null,
    key_digest        bytea       not null,
    origin            text        not null,
    issued_at         timestamptz not null,
    not_after         timestamptz not null,
    revoked_at        timestamptz,
    revocation_reason text,
    seal              bytea       not null
);
