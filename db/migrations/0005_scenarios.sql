create table scenarios (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  first_year integer not null check (first_year between 2000 and 2100),
  year_count integer not null check (year_count between 1 and 15),
  carry_over boolean not null default false,
  -- Weights of the objectives, 0 to 100.
  weight_cash integer not null default 50 check (weight_cash between 0 and 100),
  weight_time integer not null default 25 check (weight_time between 0 and 100),
  weight_other integer not null default 25 check (weight_other between 0 and 100),
  check (weight_cash + weight_time + weight_other > 0),
  version integer not null default 1,
  created_by text references accounts,
  created_at timestamptz not null default now()
);

-- Null: no limit that year.
create table scenario_limits (
  scenario_id uuid not null references scenarios on delete cascade,
  year integer not null,
  operating_cents bigint check (operating_cents >= 0),
  investment_cents bigint check (investment_cents >= 0),
  hours_a integer check (hours_a >= 0),
  hours_b integer check (hours_b >= 0),
  hours_c integer check (hours_c >= 0),
  primary key (scenario_id, year)
);

create table scenario_choices (
  scenario_id uuid not null references scenarios on delete cascade,
  measure_id uuid not null references measures on delete cascade,
  stance text not null default 'free' check (stance in ('free', 'imposed', 'forbidden')),
  -- Years in which it may start; empty: the measure's own first year, moved into the scenario's years.
  start_years integer[] not null default '{}',
  primary key (scenario_id, measure_id)
);

create table scenario_synergies (
  id uuid primary key default gen_random_uuid(),
  scenario_id uuid not null references scenarios on delete cascade,
  label text not null check (label <> ''),
  value numeric(10, 2) not null
);

create table scenario_synergy_members (
  synergy_id uuid not null references scenario_synergies on delete cascade,
  measure_id uuid not null references measures on delete cascade,
  primary key (synergy_id, measure_id)
);

-- What the solver found, with the digest of the problem that it answered: another problem makes it out of date.
create table scenario_solutions (
  scenario_id uuid not null references scenarios on delete cascade,
  problem_digest text not null,
  status text not null check (status in ('solving', 'optimal', 'feasible', 'infeasible', 'unknown', 'failed')),
  answer jsonb not null,
  -- Frontier, exclusions, core index, overrun risk: computed after the choice, shown when there.
  insight jsonb,
  solved_at timestamptz not null default now(),
  primary key (scenario_id, problem_digest)
);

-- A portfolio moved by hand, kept beside the solver's.
create table scenario_hand_picks (
  scenario_id uuid not null references scenarios on delete cascade,
  measure_id uuid not null references measures on delete cascade,
  start_year integer not null,
  primary key (scenario_id, measure_id)
);
