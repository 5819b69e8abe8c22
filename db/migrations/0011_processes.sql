-- Districts of the town, as residents name them.
create table districts (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  name text not null unique check (name <> ''),
  population integer not null check (population >= 0),
  position integer not null default 0
);

-- Who lives in the town, to be compared with who took part. A newer reference is a new row; the latest one is read.
create table population_references (
  id uuid primary key default gen_random_uuid(),
  source text not null check (source <> ''),
  year integer not null check (year between 1900 and 2100),
  is_fictional boolean not null default false,
  -- Of its file: the same file twice is one reference.
  content_hash text not null unique check (content_hash <> ''),
  imported_by text references accounts,
  imported_at timestamptz not null default now()
);
create table population_cells (
  reference_id uuid not null references population_references on delete cascade,
  dimension text not null check (dimension in ('district', 'age', 'gender')),
  category text not null check (category <> ''),
  people integer not null check (people >= 0),
  primary key (reference_id, dimension, category)
);

-- Election campaigns beside municipal ones, which the law module knows: entered from the decrees that convene voters.
create table election_campaigns (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (name <> ''),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  source text not null check (source <> '')
);

-- A process: the public is asked something, and is owed an answer.
create table processes (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  theme text not null check (theme <> ''),
  summary text not null default '',
  measure_id uuid references measures,
  -- What it is in law: a free form, or one of the ballots that the code governs.
  form text not null check (form in ('concertation', 'participatory_budget', 'consultation', 'referendum')),
  engagement text not null check (engagement in ('inform', 'consult', 'involve', 'collaborate', 'codecide')),
  -- Only the council, the mayor by delegation or a valid referendum decide (PAR-19).
  decider text not null check (decider in ('council', 'mayor', 'referendum')),
  decider_name text not null default '',
  decision_on date,
  -- Day on which the same decision would have been taken without asking anybody: what participation adds in weeks.
  decision_without_on date,
  -- Day on which it was really taken, said with the answers.
  decided_on date,
  refusal_reasoning text not null default '',
  -- The four things that CRPA L131-1 asks of whoever chooses to involve the public; the fourth has a day too.
  procedure text not null default '',
  information text not null default '',
  time_reason text not null default '',
  results_plan text not null default '',
  results_on date,
  electorate text not null default 'residents' check (electorate in ('everyone', 'residents', 'voters')),
  minimum_age integer not null default 0 check (minimum_age between 0 and 99),
  -- Contributions are read by a moderator before they are seen, or after.
  moderation text not null default 'after' check (moderation in ('before', 'after')),
  -- Days within which each contribution gets its answer, counted from the end of the proposals.
  answer_days integer not null default 60 check (answer_days between 1 and 730),
  status text not null default 'draft'
    check (status in ('draft', 'signed', 'open', 'closed', 'answered', 'abandoned')),
  signed_on date,
  opened_on date,
  closed_on date,
  answered_on date,
  abandoned_on date,
  abandoned_reason text not null default '',
  version integer not null default 1,
  created_by text references accounts,
  created_at timestamptz not null default now(),
  search_text text not null default '',
  check ((status = 'draft') or (signed_on is not null) or (status = 'abandoned')),
  check (status not in ('open', 'closed', 'answered') or opened_on is not null),
  check (status not in ('closed', 'answered') or closed_on is not null),
  check ((status = 'answered') = (answered_on is not null)),
  check ((status = 'abandoned') = (abandoned_on is not null and abandoned_reason <> ''))
);
create index processes_by_date on processes (coalesce(opened_on, signed_on, '9999-12-31') desc, id desc);
create index processes_open on processes (status) where status in ('signed', 'open');

-- Districts it is about; none means the whole town.
create table process_districts (
  process_id uuid not null references processes on delete cascade,
  district_id text not null references districts,
  primary key (process_id, district_id)
);

create table process_phases (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes on delete cascade,
  position integer not null check (position >= 0),
  kind text not null
    check (kind in ('information', 'proposals', 'assessment', 'vote', 'meeting', 'decision', 'other')),
  title text not null check (title <> ''),
  starts_on date not null,
  -- Last day, included.
  ends_on date not null check (ends_on >= starts_on),
  unique (process_id, position) deferrable initially immediate
);

-- The promise, point by point: what will be done, by whom, by which day; or what is out of scope.
create table process_points (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes on delete cascade,
  position integer not null check (position >= 0),
  kind text not null check (kind in ('promise', 'out_of_scope')),
  statement text not null check (statement <> '' and length(statement) <= 1000),
  responsible text not null default '',
  due_on date,
  check ((kind = 'promise') = (due_on is not null and responsible <> '')),
  unique (process_id, position) deferrable initially immediate
);

-- What became of each promise, said by the decider at the end. Said once.
create table process_answers (
  point_id uuid primary key references process_points on delete restrict,
  process_id uuid not null references processes on delete restrict,
  outcome text not null check (outcome in ('kept', 'partly', 'not_kept')),
  reason text not null check (reason <> ''),
  answered_on date not null,
  act_id uuid not null references official_acts
);

-- The promise is frozen by its signature: neither a form nor a direct statement rewrites it afterwards.
create function keep_signed_process() returns trigger language plpgsql as $$
declare
  moving constant text[] := array['status', 'signed_on', 'opened_on', 'closed_on', 'answered_on', 'abandoned_on',
                                  'abandoned_reason', 'decided_on', 'version'];
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'the process is %: it is not deleted', old.status using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if (old.status, new.status) not in (
    ('draft', 'draft'), ('draft', 'signed'), ('draft', 'abandoned'), ('signed', 'open'), ('signed', 'abandoned'),
    ('open', 'closed'), ('open', 'abandoned'), ('closed', 'answered')
  ) then
    raise exception 'a process does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if old.status <> 'draft' then
    if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
       or (old.signed_on is not null and new.signed_on is distinct from old.signed_on)
       or (old.opened_on is not null and new.opened_on is distinct from old.opened_on)
       or (old.closed_on is not null and new.closed_on is distinct from old.closed_on) then
      raise exception 'the process is %: what was signed is not edited', old.status
        using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end $$;
create trigger processes_kept before update or delete on processes
  for each row execute function keep_signed_process();

create function keep_signed_parts() returns trigger language plpgsql as $$
declare
  current_status text;
begin
  select status into current_status from processes
    where id = case when tg_op = 'DELETE' then old.process_id else new.process_id end;
  -- A draft that is deleted takes its parts with it.
  if current_status is null or current_status = 'draft' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- The one change that people may be granted is more time.
  if tg_op = 'UPDATE' and tg_table_name = 'process_phases' and current_status in ('signed', 'open')
     and to_jsonb(new) - 'ends_on' = to_jsonb(old) - 'ends_on'
     and (to_jsonb(new) ->> 'ends_on') > (to_jsonb(old) ->> 'ends_on') then
    return new;
  end if;
  raise exception 'the process is %: its % are what was signed', current_status, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger process_phases_frozen before insert or update or delete on process_phases
  for each row execute function keep_signed_parts();
create trigger process_points_frozen before insert or update or delete on process_points
  for each row execute function keep_signed_parts();
create trigger process_districts_frozen before insert or update or delete on process_districts
  for each row execute function keep_signed_parts();

create trigger process_answers_append_only before update or delete or truncate on process_answers
  for each statement execute function refuse_change();

-- The cost meter: money spent, minutes of agents by phase, minutes that residents gave. Corrected by a reversing row.
create table process_costs (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes on delete restrict,
  phase_id uuid references process_phases on delete restrict,
  kind text not null check (kind in ('budget', 'agent_hours', 'resident_hours')),
  day date not null,
  label text not null default '',
  cents bigint,
  minutes integer,
  grade text check (grade in ('A', 'B', 'C')),
  document text not null default '',
  -- The line of the measure that it answers, by its label; empty when nobody promised it.
  measure_line text not null default '',
  -- What it comes from: a form by its key, or an object of another module. The same source counts once.
  source_kind text not null check (source_kind <> ''),
  source_id text not null check (source_id <> ''),
  reverses_id uuid unique references process_costs,
  reason text not null default '',
  recorded_by text references accounts,
  recorded_by_name text not null default '',
  recorded_at timestamptz not null default now(),
  unique (source_kind, source_id),
  check ((kind = 'budget') = (cents is not null)),
  check ((kind = 'budget') = (minutes is null)),
  check ((kind = 'agent_hours') = (grade is not null)),
  check (coalesce(cents, minutes) <> 0 and (coalesce(cents, minutes) > 0) = (reverses_id is null)),
  check (reverses_id is null or reason <> '')
);
create index process_costs_by_process on process_costs (process_id, day desc, id);

-- Who took part: counts, never persons. A category that was not given is empty.
create table process_participation (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes on delete restrict,
  phase_id uuid references process_phases on delete restrict,
  day date not null,
  channel text not null check (channel in ('online', 'paper', 'in_person')),
  district_id text references districts,
  age_band text check (age_band in ('0_14', '15_29', '30_44', '45_59', '60_74', '75_plus')),
  gender text check (gender in ('woman', 'man', 'other')),
  people integer not null check (people <> 0),
  source_kind text not null check (source_kind <> ''),
  source_id text not null check (source_id <> ''),
  reverses_id uuid unique references process_participation,
  reason text not null default '',
  recorded_by text references accounts,
  unique (source_kind, source_id),
  check ((people > 0) = (reverses_id is null)),
  check (reverses_id is null or reason <> '')
);
create index process_participation_by_process on process_participation (process_id);

create trigger process_costs_append_only before update or delete or truncate on process_costs
  for each statement execute function refuse_change();
create trigger process_participation_append_only before update or delete or truncate on process_participation
  for each statement execute function refuse_change();

-- What the town promised somebody, until it is delivered; publicly late when it is late.
create table commitments (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('answer', 'winner', 'deadline', 'process_answer')),
  source_kind text not null check (source_kind <> ''),
  source_id text not null check (source_id <> ''),
  label text not null check (label <> ''),
  path text not null check (path like '/%'),
  responsible text not null check (responsible <> ''),
  responsible_id text references accounts,
  due_on date not null,
  process_id uuid references processes,
  promised_on date not null,
  delivered_on date,
  late_reason text not null default '',
  cancelled_on date,
  cancelled_reason text not null default '',
  unique (source_kind, source_id, kind),
  check (delivered_on is null or cancelled_on is null),
  check (delivered_on is null or delivered_on <= due_on or late_reason <> ''),
  check ((cancelled_on is null) = (cancelled_reason = ''))
);
create index commitments_by_due on commitments (due_on, id);
create index commitments_by_process on commitments (process_id, due_on);

create function keep_commitment() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['delivered_on', 'late_reason', 'cancelled_on', 'cancelled_reason'];
begin
  if tg_op = 'UPDATE' and old.delivered_on is null and old.cancelled_on is null
     and to_jsonb(new) - ending = to_jsonb(old) - ending then
    return new;
  end if;
  raise exception 'a commitment is delivered or cancelled once, never rewritten' using errcode = 'restrict_violation';
end $$;
create trigger commitments_kept before update or delete on commitments
  for each row execute function keep_commitment();
create trigger commitments_not_truncated before truncate on commitments
  for each statement execute function refuse_change();
