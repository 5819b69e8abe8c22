-- A participatory budget: what the town offers to share out, and by which rules. The vote recommends; the council decides.
create table budget_editions (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  summary text not null default '',
  process_id uuid references processes,
  measure_id uuid references measures,
  -- The council's deliberation on the rules (PAR-12).
  rules_deliberation_id uuid references deliberations,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- One envelope for the town, or one for each district, counted apart.
  perimeter text not null check (perimeter in ('town', 'districts')),
  minimum_age integer not null check (minimum_age between 0 and 99),
  -- Who may vote, in the words of the rules: "toute personne qui habite la commune".
  electorate text not null check (electorate <> ''),
  roll_kind text not null check (roll_kind in ('declaration', 'roll', 'code')),
  -- 'ranking' comes from imported elections only.
  ballot_type text not null check (ballot_type in ('approval', 'budget', 'points', 'ranking')),
  most_projects integer check (most_projects between 1 and 2000),
  points integer check (points between 1 and 10000),
  counting_rule text not null check (counting_rule <> ''),
  ties text not null check (ties in ('seed', 'votes', 'cost')),
  -- SHA-256 of the text that will draw lots, published before the vote; the text itself is published with the results.
  seed_commitment text check (seed_commitment ~ '^[0-9a-f]{64}$'),
  opens_on date not null,
  -- Last day of the vote, included.
  closes_on date not null check (closes_on >= opens_on),
  status text not null default 'draft' check (status in ('draft', 'open', 'sealed', 'counted')),
  -- Where an edition was brought from a file; empty for those that were voted here.
  imported_from text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (ballot_type = 'points' or points is null),
  check (ballot_type <> 'points' or points is not null or imported_from <> ''),
  check (status = 'draft' or ties <> 'seed' or seed_commitment is not null)
);
create index budget_editions_by_date on budget_editions (opens_on desc, id desc);

-- The text that draws lots between projects exactly level: known to nobody's page before the count.
create table budget_seeds (
  edition_id uuid primary key references budget_editions on delete cascade,
  seed text not null check (length(seed) >= 16)
);

create table budget_areas (
  edition_id uuid not null references budget_editions on delete cascade,
  number smallint not null check (number between 1 and 100),
  name text not null check (name <> ''),
  district_id text references districts,
  envelope_cents bigint not null check (envelope_cents > 0),
  primary key (edition_id, number),
  unique (edition_id, name)
);

create table budget_projects (
  id uuid primary key default gen_random_uuid(),
  edition_id uuid not null references budget_editions on delete cascade,
  area smallint not null,
  -- What ballots name, and what people say: "le projet 12".
  number smallint not null check (number between 1 and 2000),
  -- Its name in the published file.
  reference text not null check (reference <> ''),
  title text not null check (title <> '' and length(title) <= 300),
  description text not null default '',
  place text not null default '',
  cost_cents bigint not null check (cost_cents > 0),
  proposal_id uuid,
  unique (edition_id, number),
  unique (edition_id, reference),
  unique (edition_id, proposal_id),
  foreign key (edition_id, area) references budget_areas (edition_id, number)
);

-- Who may vote, where the edition has a list: people of an imported roll, or codes sent on paper. Keys are keyed hashes.
create table budget_roll (
  edition_id uuid not null references budget_editions on delete cascade,
  person_key text not null check (length(person_key) = 43),
  birth_date date,
  area smallint,
  primary key (edition_id, person_key)
);

-- People on paper, by batch: their marks and their sheets are counted apart and must agree.
create table budget_batches (
  id uuid primary key default gen_random_uuid(),
  edition_id uuid not null references budget_editions,
  area smallint not null,
  number integer not null check (number > 0),
  place text not null check (place <> ''),
  status text not null default 'open' check (status in ('open', 'sealed')),
  unique (edition_id, number),
  foreign key (edition_id, area) references budget_areas (edition_id, number)
);

-- Who has voted. No key is shared with ballots, no reference leaves this table (its lock would mark the row that it names with
-- the transaction of a ballot), and the finest time is the day.
create table budget_marks (
  edition_id uuid not null,
  person_key text not null check (length(person_key) = 43),
  email_key text check (length(email_key) = 43),
  voted_on date not null,
  -- The batch of a vote on paper, until the count.
  batch_id uuid,
  is_mixed boolean not null default false,
  primary key (edition_id, person_key),
  unique (edition_id, email_key)
);
create index budget_marks_fresh on budget_marks (edition_id) where not is_mixed;
create index budget_marks_by_batch on budget_marks (batch_id) where batch_id is not null;

-- Ballots: what was chosen, and the hash of the secret that only the voter holds. Plain storage: a long ballot never goes to a
-- side table, whose numbers would tell the order of the votes.
create table budget_ballots (
  edition_id uuid not null,
  receipt text not null check (receipt ~ '^[0-9a-f]{64}$'),
  area smallint not null,
  choices smallint[] not null,
  points smallint[],
  is_mixed boolean not null default false,
  primary key (edition_id, receipt),
  check (points is null or cardinality(points) = cardinality(choices))
);
alter table budget_ballots alter column choices set storage plain, alter column points set storage plain;
create index budget_ballots_fresh on budget_ballots (edition_id) where not is_mixed;

-- Reading a batch's sheets: twice, by two agents; again for a recount.
create table budget_readings (
  batch_id uuid not null references budget_batches on delete cascade,
  reading smallint not null check (reading > 0),
  agent_id text not null references accounts,
  agent_name text not null,
  primary key (batch_id, reading),
  unique (batch_id, agent_id)
);
create table budget_sheets (
  batch_id uuid not null,
  reading smallint not null,
  number smallint not null check (number > 0),
  choices smallint[] not null,
  points smallint[],
  primary key (batch_id, reading, number),
  foreign key (batch_id, reading) references budget_readings on delete cascade,
  check (points is null or cardinality(points) = cardinality(choices))
);

-- What the count said, stored once: pages read it, and anybody can count again from the published file.
create table budget_counts (
  edition_id uuid not null,
  area smallint not null,
  ballots integer not null check (ballots >= 0),
  -- SHA-256 of the published file, which is the list of the ballots.
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  spent_cents bigint not null,
  outcome jsonb not null,
  primary key (edition_id, area),
  foreign key (edition_id, area) references budget_areas (edition_id, number)
);
create table budget_outcomes (
  project_id uuid primary key references budget_projects,
  edition_id uuid not null,
  area smallint not null,
  supporters integer not null check (supporters >= 0),
  points bigint not null check (points >= 0),
  -- Order of selection; null when it is not selected.
  rank integer check (rank > 0),
  why jsonb not null,
  unique (edition_id, area, rank)
);
create index budget_outcomes_by_edition on budget_outcomes (edition_id, area);

-- What the council did with a recommendation, said once. A refusal has reasons, which are published.
create table budget_decisions (
  project_id uuid primary key references budget_outcomes (project_id),
  decision text not null check (decision in ('accepted', 'refused')),
  deliberation_id uuid not null references deliberations,
  reasons text not null default '',
  decided_on date not null,
  act_id uuid not null references official_acts,
  check (decision = 'accepted' or reasons <> '')
);

-- From the decision to the delivery, in steps that residents see, with their photos.
create table budget_steps (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references budget_decisions (project_id),
  position integer not null check (position > 0),
  label text not null check (label <> '' and length(label) <= 200),
  due_on date not null,
  done_on date,
  note text not null default '',
  photo bytea,
  photo_alt text not null default '',
  is_delivery boolean not null default false,
  unique (project_id, position),
  check ((photo is null) = (photo_alt = ''))
);
create unique index budget_one_delivery on budget_steps (project_id) where is_delivery;

create function budget_lock_key(edition uuid) returns bigint language sql immutable as
  $$ select hashtextextended(edition::text, 13) $$;

create function budget_has_votes(edition uuid) returns boolean language plpgsql as $$
begin
  -- After every vote under way, and before any other.
  perform pg_advisory_xact_lock(budget_lock_key(edition));
  return exists (select from budget_marks where edition_id = edition)
      or exists (select from budget_ballots where edition_id = edition)
      or exists (select from budget_batches where edition_id = edition);
end $$;

-- Rules and projects are what people voted by: the first ballot freezes them, for everybody and for direct SQL.
create function keep_budget_rules() returns trigger language plpgsql as $$
declare
  moving constant text[] := array['status', 'version', 'process_id', 'measure_id', 'summary'];
begin
  if tg_op = 'UPDATE' then
    if (old.status, new.status) not in (('draft', 'draft'), ('draft', 'open'), ('open', 'open'), ('open', 'sealed'),
                                        ('sealed', 'sealed'), ('sealed', 'counted'), ('counted', 'counted')) then
      raise exception 'an edition does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
    end if;
    if to_jsonb(new) - moving = to_jsonb(old) - moving then
      return new;
    end if;
  end if;
  if budget_has_votes(old.id) then
    raise exception 'the first ballot has frozen the rules of this edition' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger budget_editions_frozen before update or delete on budget_editions
  for each row execute function keep_budget_rules();

create function keep_budget_offer() returns trigger language plpgsql as $$
begin
  if budget_has_votes(case when tg_op = 'INSERT' then new.edition_id else old.edition_id end)
     or (tg_op = 'UPDATE' and new.edition_id <> old.edition_id and budget_has_votes(new.edition_id)) then
    raise exception 'the first ballot has frozen the % of this edition', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger budget_projects_frozen before insert or update or delete on budget_projects
  for each row execute function keep_budget_offer();
create trigger budget_areas_frozen before insert or update or delete on budget_areas
  for each row execute function keep_budget_offer();
create trigger budget_seeds_frozen before insert or update or delete on budget_seeds
  for each row execute function keep_budget_offer();

-- A sealed set of ballots stays what it was when its hash was taken.
create function keep_budget_ballots() returns trigger language plpgsql as $$
begin
  if not exists (select from budget_editions
                 where id = case when tg_op = 'DELETE' then old.edition_id else new.edition_id end
                   and status = 'open') then
    raise exception 'the vote is not open: % of % is refused', lower(tg_op), tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger budget_ballots_kept before insert or update or delete on budget_ballots
  for each row execute function keep_budget_ballots();
create trigger budget_marks_kept before insert or update or delete on budget_marks
  for each row execute function keep_budget_ballots();
create trigger budget_ballots_not_truncated before truncate on budget_ballots
  for each statement execute function refuse_change();
create trigger budget_marks_not_truncated before truncate on budget_marks
  for each statement execute function refuse_change();
create trigger budget_counts_append_only before update or delete or truncate on budget_counts
  for each statement execute function refuse_change();
create trigger budget_outcomes_append_only before update or delete or truncate on budget_outcomes
  for each statement execute function refuse_change();
create trigger budget_decisions_append_only before update or delete or truncate on budget_decisions
  for each statement execute function refuse_change();

-- The mark and the ballot of one voter, both or neither: one statement, one transaction. Votes under way share a lock that the
-- closing takes alone, so that no ballot arrives after the set was sealed; the state is read after the lock.
-- Answers 'cast'; 'again' when the same form was sent twice; 'voted' when the person has voted; 'closed'.
create function cast_budget_ballot(
  p_edition uuid, p_today date, p_person text, p_email text,
  p_receipt text, p_area smallint, p_choices smallint[], p_points smallint[]
) returns text language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(budget_lock_key(p_edition));
  if not exists (select from budget_editions
                 where id = p_edition and status = 'open' and p_today between opens_on and closes_on) then
    return 'closed';
  end if;
  insert into budget_marks (edition_id, person_key, email_key, voted_on)
    values (p_edition, p_person, p_email, p_today) on conflict do nothing;
  if not found then
    return case when exists (select from budget_ballots where edition_id = p_edition and receipt = p_receipt)
      then 'again' else 'voted' end;
  end if;
  insert into budget_ballots (edition_id, receipt, area, choices, points)
    values (p_edition, p_receipt, p_area, p_choices, p_points);
  return 'cast';
end $$;

-- Another ballot in the place of the one that the secret opens. Mixing rewrites rows: a replacement that met it looks again.
create function replace_budget_ballot(
  p_edition uuid, p_today date, p_receipt text, p_choices smallint[], p_points smallint[]
) returns text language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(budget_lock_key(p_edition));
  if not exists (select from budget_editions
                 where id = p_edition and status = 'open' and p_today between opens_on and closes_on) then
    return 'closed';
  end if;
  for attempt in 1..5 loop
    update budget_ballots set choices = p_choices, points = p_points, is_mixed = false
      where edition_id = p_edition and receipt = p_receipt;
    if found then return 'replaced'; end if;
    if not exists (select from budget_ballots where edition_id = p_edition and receipt = p_receipt) then
      return 'unknown';
    end if;
  end loop;
  raise exception 'a ballot was rewritten five times during its replacement';
end $$;

-- Rewrites marks and ballots in an order drawn at random, in one transaction: afterwards neither the place of a row nor the
-- transaction that wrote it tells which voter a ballot came with. Only rows not yet mixed, or all of them.
-- Answers how many ballots were rewritten; null when somebody else is mixing.
create function mix_budget_ballots(p_edition uuid, p_whole boolean) returns integer language plpgsql as $$
declare
  mixed integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(p_edition::text, 14)) then return null; end if;
  with taken as (
    delete from budget_marks where edition_id = p_edition and (p_whole or not is_mixed)
    returning person_key, email_key, voted_on, batch_id
  )
  insert into budget_marks (edition_id, person_key, email_key, voted_on, batch_id, is_mixed)
    select p_edition, person_key, email_key, voted_on, batch_id, true from taken order by gen_random_uuid();
  with taken as (
    delete from budget_ballots where edition_id = p_edition and (p_whole or not is_mixed)
    returning receipt, area, choices, points
  )
  insert into budget_ballots (edition_id, receipt, area, choices, points, is_mixed)
    select p_edition, receipt, area, choices, points, true from taken order by gen_random_uuid();
  get diagnostics mixed = row_count;
  return mixed;
end $$;
