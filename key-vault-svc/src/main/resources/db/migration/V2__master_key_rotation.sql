-- Every secret has a data key of its own now, inside the sealed value; rows of before are opened as they are, and brought
-- into the new form by the next rotation of the master key.

create table master_key_rotation (
    id          integer primary key check (id = 1),
    key_id      text        not null,
    asked_at    timestamptz not null,
    finished_at timestamptz,
    seal        bytea       not null
);
comment on table master_key_rotation is 'The last rotation: it goes on, after a crash too, until finished_at is set.';
