-- What an hour of a grade costs the town, from a day on: the finance office replaces it by a new row.
create table hourly_rates (
  grade text not null check (grade in ('A', 'B', 'C', 'partner')),
  valid_from date not null,
  cents integer not null check (cents >= 0),
  source text not null check (source <> ''),
  primary key (grade, valid_from)
);
insert into hourly_rates (grade, valid_from, cents, source) values
  ('A', '2000-01-01', 4618, 'INSEE, salaires de la fonction publique territoriale 2023 : net mensuel 3 534 € × 12 × 1,75 ÷ 1 607 h (le rapport 1,75 est une hypothèse)'),
  ('B', '2000-01-01', 3258, 'INSEE, salaires de la fonction publique territoriale 2023 : net mensuel 2 493 € × 12 × 1,75 ÷ 1 607 h (le rapport 1,75 est une hypothèse)'),
  ('C', '2000-01-01', 2692, 'INSEE, salaires de la fonction publique territoriale 2023 : net mensuel 2 060 € × 12 × 1,75 ÷ 1 607 h (le rapport 1,75 est une hypothèse)');

-- Yearly discount rate in basis points, from a day on.
create table discount_rates (
  valid_from date primary key,
  basis_points integer not null check (basis_points between 0 and 2000),
  source text not null check (source <> '')
);
insert into discount_rates values
  ('2013-09-01', 450, 'Commissariat général à la stratégie et à la prospective, rapport Quinet, 2013 : 4,5 % avec prime de risque'),
  ('2021-12-01', 320, 'France Stratégie, révision du taux d’actualisation, 2021 : 3,2 %, prime de risque comprise');

create table measures (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  part text not null check (part in ('I', 'II', 'III')),
  theme text not null check (theme <> ''),
  objective text not null,
  pilot text not null default '',
  sponsor text not null default '',
  engagement_level text not null check (engagement_level in ('inform', 'consult', 'involve', 'collaborate', 'codecide')),
  engagement_commitment text not null default '',
  public_service_relation text not null check (public_service_relation in ('complement', 'competitor', 'none')),
  public_service_reason text not null default '',
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  status text not null default 'idea' check (status in ('idea', 'assessed', 'decided', 'running', 'closed', 'dropped')),
  ratings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  -- Text that people search in, without accents or capitals.
  search_text text not null default ''
);
create index measures_by_part on measures (part, title, id);

create table measure_lines (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measures on delete cascade,
  position integer not null,
  kind text not null,
  label text not null check (label <> ''),
  section text check (section in ('operating', 'investment')),
  grade text check (grade in ('A', 'B', 'C')),
  unit text not null check (unit <> ''),
  low numeric(16, 3) not null,
  likely numeric(16, 3) not null,
  high numeric(16, 3) not null,
  first_year integer not null check (first_year between 1 and 30),
  last_year integer check (last_year between first_year and 30),
  source_text text not null check (source_text <> ''),
  source_reference text,
  source_year integer check (source_year between 1900 and 2100),
  owner text not null default '',
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  check (low <= likely and likely <= high),
  check (unit <> 'cents' or (low = trunc(low) and likely = trunc(likely) and high = trunc(high))),
  check ((kind in ('staff_hours', 'staff_hours_freed')) = (grade is not null)),
  unique (measure_id, label)
);

create table risks (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measures on delete cascade,
  position integer not null,
  kind text not null check (kind in ('political', 'legal', 'financial', 'participation', 'security', 'management')),
  statement text not null check (statement <> ''),
  probability integer not null check (probability between 1 and 4),
  impact integer not null check (impact between 1 and 4),
  mitigation text not null default '',
  owner text not null default '',
  source text,
  unique (measure_id, statement)
);

create table success_conditions (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measures on delete cascade,
  position integer not null,
  statement text not null check (statement <> ''),
  indicator text not null check (indicator ~ '^[a-z][a-z0-9_]*$'),
  unit text not null check (unit <> ''),
  comparison text not null check (comparison in ('at_least', 'at_most')),
  threshold numeric(16, 3) not null,
  due_on date not null,
  owner text not null default '',
  blocking boolean not null default false,
  unique (measure_id, statement)
);

-- What one measure asks of another.
create table measure_links (
  measure_id uuid not null references measures on delete cascade,
  kind text not null check (kind in ('requires', 'excludes')),
  other_id uuid not null references measures on delete cascade,
  primary key (measure_id, kind, other_id),
  check (measure_id <> other_id)
);

-- What was promised is frozen by the decision: neither a form nor a direct statement rewrites it afterwards.
create function refuse_after_decision() returns trigger language plpgsql as $$
declare
  current_status text;
begin
  select status into current_status from measures
    where id = case when tg_op = 'DELETE' then old.measure_id else new.measure_id end;
  if current_status in ('decided', 'running', 'closed', 'dropped') then
    raise exception 'the measure is %: its % are what was promised', current_status, tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger measure_lines_frozen before insert or update or delete on measure_lines
  for each row execute function refuse_after_decision();
create trigger success_conditions_frozen before insert or update or delete on success_conditions
  for each row execute function refuse_after_decision();
