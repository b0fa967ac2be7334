-- Which row is the newest of its kind: a row that the vault itself once wrote is not believed when somebody puts it back.

create table newest_rows (
    id      integer primary key check (id = 1),
    entries bytea not null
);
comment on table newest_rows is 'One row: a digest of the name and of the seal of each row that a vault holds.';

-- The head covers the digest of newest_rows from now on. Renamed, so that a vault of before, which does not know that, fails
-- to write a head instead of writing one that looks like somebody else''s.
alter table audit_head add column holdings bytea;
alter table audit_head rename column seal to mac;
comment on column audit_head.holdings is 'SHA-256 of newest_rows.entries; null until the first change after migration 6.';
