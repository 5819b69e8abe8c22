-- The rules of law that concern a measure. Facts are those that the services give; the others are worked out of the
-- measure's lines when the rule is asked, so that a figure is never typed twice.
create table measure_rules (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measures on delete cascade,
  position integer not null,
  rule text not null check (rule ~ '^[A-Z]{2,8}(-[0-9]{2})?$'),
  -- Day of the event that the rule names: the version of the law follows from it.
  applies_on date not null,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  unique (measure_id, rule)
);

-- What was checked before the decision stays what was checked: a change of the law shows by itself, for answers are
-- never stored.
create trigger measure_rules_frozen before insert or update or delete on measure_rules
  for each row execute function refuse_after_decision();
