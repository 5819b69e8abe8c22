-- Raised by each change of the item: a form filled on an older version comes back instead of undoing what another wrote.
alter table measure_lines add column version integer not null default 1;
alter table risks add column version integer not null default 1;
alter table success_conditions add column version integer not null default 1;
alter table measure_rules add column version integer not null default 1;
