-- A scenario says itself what goes with what: the same two measures may be out of reach together for one team and not
-- for another.
drop table measure_links;

create table scenario_links (
  scenario_id uuid not null references scenarios on delete cascade,
  kind text not null check (kind in ('requires', 'excludes')),
  measure_id uuid not null references measures on delete cascade,
  other_id uuid not null references measures on delete cascade,
  reason text not null default '',
  primary key (scenario_id, kind, measure_id, other_id),
  check (measure_id <> other_id)
);

alter table scenarios
  add column summary text not null default '',
  -- What those who choose would pay for one point of effect out of four, during a year: a preference, never a gain.
  add column effect_point_cents bigint not null default 1000000
    check (effect_point_cents between 0 and 100000000000);
