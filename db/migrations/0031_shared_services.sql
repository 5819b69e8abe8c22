-- A service that several authorities share: one hosts it, the others use it, and each knows what it costs, exactly.
create table shared_services (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  purpose text not null check (purpose <> ''),
  -- Service commun (CGCT L5211-4-2), service made available (L5211-4-1), agreement between authorities.
  legal_form text not null check (legal_form in ('service_commun', 'made_available', 'agreement')),
  measure_id uuid references measures,
  -- Whole year before the sharing: what every later year is compared with.
  baseline_year integer not null check (baseline_year between 2000 and 2100),
  -- The staff impact sheet that the agreement carries (CGCT L5211-4-2).
  impact_sheet text not null default '',
  -- Days that the host has to answer a contested line.
  answer_days integer not null default 30 check (answer_days between 5 and 180),
  status text not null default 'prepared' check (status in ('prepared', 'running', 'ended')),
  starts_on date,
  ended_on date check (ended_on >= starts_on),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((status = 'prepared') = (starts_on is null)),
  check ((status = 'ended') = (ended_on is not null))
);

create table shared_service_parties (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  -- What the split file calls it: equal remainders go by it, in code-unit order.
  reference text not null check (reference ~ '^[A-Za-z0-9-]{1,20}$'),
  name text not null check (name <> '' and length(name) <= 200),
  authority_kind text check (authority_kind in ('commune', 'epci', 'departement', 'region')),
  authority_code text,
  is_host boolean not null default false,
  -- The town that keeps this site.
  is_town boolean not null default false,
  is_fictional boolean not null default false,
  unique (service_id, reference),
  unique (service_id, name),
  unique (id, service_id),
  check ((authority_kind is null) = (authority_code is null)),
  -- A fictional party has the code of no real authority.
  check (not is_fictional or authority_kind is null)
);
create unique index shared_service_one_host on shared_service_parties (service_id) where is_host;
create unique index shared_service_one_town on shared_service_parties (service_id) where is_town;
create unique index shared_service_party_once on shared_service_parties (service_id, authority_kind, authority_code);

-- Who acts for a party, from a day to a day; named by an act.
create table shared_service_officers (
  party_id uuid not null references shared_service_parties on delete cascade,
  account_id text not null references accounts on delete cascade,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  primary key (party_id, account_id)
);
create index shared_service_officers_by_account on shared_service_officers (account_id);

-- Opinions that have to be asked: staff committees of the parties, users…
create table shared_service_opinions (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  body text not null check (body <> '' and length(body) <= 200),
  asked_on date not null,
  given_on date check (given_on >= asked_on),
  verdict text check (verdict in ('favourable', 'unfavourable', 'silent')),
  note text not null default '',
  unique (service_id, body),
  check ((given_on is null) = (verdict is null))
);

create table shared_service_levels (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  label text not null check (label <> '' and length(label) <= 200),
  comparison text not null check (comparison in ('at_least', 'at_most')),
  target numeric(14, 3) not null,
  unit text not null check (unit <> ''),
  unique (service_id, label)
);

-- Catalogue of work units: a permit counts for one, a certificate for a fifth.
create table shared_service_units (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 40),
  label text not null check (label <> '' and length(label) <= 200),
  weight numeric(9, 3) not null check (weight > 0),
  unique (service_id, code),
  unique (id, service_id)
);

-- What each party did by itself the year before: seen by that party and by those who keep the register.
create table shared_service_baselines (
  party_id uuid primary key references shared_service_parties on delete cascade,
  cost_cents bigint not null check (cost_cents >= 0),
  hours numeric(10, 1) not null check (hours >= 0),
  -- In weighted work units of the catalogue.
  volume numeric(14, 3) not null check (volume >= 0),
  -- Satisfaction of those served, 0 to 100; null where nobody asked them.
  quality numeric(5, 2) check (quality between 0 and 100),
  delay_days numeric(7, 1) check (delay_days >= 0),
  proof text not null check (proof in ('declared', 'accounts', 'certified')),
  source text not null check (source <> ''),
  entered_by_name text not null,
  entered_on date not null,
  version integer not null default 1,
  check (volume > 0 or cost_cents = 0)
);

-- What is expected, year by year from the first, with and without sharing.
create table shared_service_forecasts (
  service_id uuid not null references shared_services on delete cascade,
  year_number smallint not null check (year_number between 1 and 10),
  running_cents bigint not null check (running_cents >= 0),
  -- Moving, software, training, double work: paid once, mostly the first year.
  transition_cents bigint not null check (transition_cents >= 0),
  without_cents bigint not null check (without_cents >= 0),
  primary key (service_id, year_number)
);

-- How the cost is shared from a year on. A version is proposed whole, adopted by every party, and never rewritten.
create table shared_service_keys (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  number integer not null check (number > 0),
  method text not null check (method in ('keys', 'unit_cost')),
  -- [{"name": "population", "weight": "50"}, …]; decimals as they were written.
  weights jsonb not null,
  -- 'largest', or the reference of the party that takes the rest.
  remainder text not null check (remainder <> ''),
  from_year integer not null check (from_year between 2000 and 2100),
  reason text not null default '',
  status text not null default 'draft' check (status in ('draft', 'proposed', 'adopted', 'refused')),
  proposed_on date,
  settled_on date,
  unique (service_id, number),
  check ((status = 'draft') = (proposed_on is null)),
  check ((status in ('adopted', 'refused')) = (settled_on is not null))
);
create unique index shared_service_one_open_key on shared_service_keys (service_id) where status in ('draft', 'proposed');

create table shared_service_adoptions (
  key_id uuid not null references shared_service_keys on delete cascade,
  party_id uuid not null references shared_service_parties,
  verdict text not null check (verdict in ('adopted', 'refused')),
  decided_on date not null,
  -- Number of the deliberation in the register of that party.
  deliberation text not null check (deliberation <> ''),
  recorded_by_name text not null,
  primary key (key_id, party_id)
);

-- What a party counts for in a key, by year; the latest year stands until another is known.
create table shared_service_values (
  party_id uuid not null references shared_service_parties on delete cascade,
  year integer not null check (year between 2000 and 2100),
  name text not null check (name in ('population', 'potential', 'agents', 'area', 'fixed')),
  value numeric(18, 3) not null check (value >= 0),
  source text not null default '',
  primary key (party_id, year, name)
);

create table shared_service_costs (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services,
  year integer not null check (year between 2000 and 2100),
  nature text not null check (nature in ('personnel', 'supplies', 'renewal', 'contracts', 'overhead')),
  label text not null check (label <> '' and length(label) <= 200),
  cents bigint not null check (cents > 0),
  is_counted boolean not null,
  -- Why an overhead is strictly linked to the service.
  linked_proof text not null default '',
  recorded_by_name text not null,
  recorded_on date not null,
  unique (service_id, year, nature, label),
  -- CGCT D5211-16: expenses that are not strictly linked to the service stay out.
  check (nature <> 'overhead' or not is_counted or linked_proof <> '')
);

-- Units that a party used, append-only: a wrong line is taken back by another.
create table shared_service_lines (
  id bigint generated always as identity primary key,
  service_id uuid not null,
  party_id uuid not null,
  unit_id uuid not null,
  day date not null,
  quantity numeric(14, 3) not null check (quantity <> 0),
  -- What proves it: a file number, a ticket, a delivery note.
  proof text not null check (proof <> '' and length(proof) <= 300),
  -- Its name in the source, so that the same line sent again is the same line.
  reference text not null check (reference <> '' and length(reference) <= 120),
  source text not null check (source in ('hand', 'file', 'program')),
  reverses_id bigint unique references shared_service_lines,
  recorded_by_name text not null,
  recorded_at timestamptz not null default now(),
  unique (service_id, reference),
  foreign key (party_id, service_id) references shared_service_parties (id, service_id),
  foreign key (unit_id, service_id) references shared_service_units (id, service_id),
  check ((reverses_id is null) = (quantity > 0))
);
create index shared_service_lines_by_day on shared_service_lines (service_id, day, id);
create index shared_service_lines_by_party on shared_service_lines (party_id, day, id);

create table shared_service_contests (
  id uuid primary key default gen_random_uuid(),
  line_id bigint not null unique references shared_service_lines,
  service_id uuid not null references shared_services,
  party_id uuid not null,
  opened_on date not null,
  due_on date not null check (due_on >= opened_on),
  outcome text check (outcome in ('upheld', 'rejected')),
  closed_on date check (closed_on >= opened_on),
  foreign key (party_id, service_id) references shared_service_parties (id, service_id),
  check ((outcome is null) = (closed_on is null))
);
create index shared_service_contests_by_service on shared_service_contests (service_id, due_on);

create table shared_service_messages (
  id uuid primary key default gen_random_uuid(),
  contest_id uuid not null references shared_service_contests,
  author_id text references accounts,
  author_name text not null,
  body text not null check (body <> '' and length(body) <= 4000),
  written_at timestamptz not null,
  unique (contest_id, author_id, body)
);

-- What each party owes for a year. `question` is the very text that `shared-service split` computes again.
create table shared_service_statements (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services,
  year integer not null check (year between 2000 and 2100),
  key_id uuid not null references shared_service_keys,
  total_cents bigint not null check (total_cents >= 0),
  units numeric(20, 3) not null check (units >= 0),
  question text not null check (question <> ''),
  issued_on date not null,
  issued_by_name text not null,
  unique (service_id, year)
);

create table shared_service_shares (
  statement_id uuid not null references shared_service_statements,
  party_id uuid not null references shared_service_parties,
  cents bigint not null check (cents >= 0),
  units numeric(20, 3) not null check (units >= 0),
  primary key (statement_id, party_id)
);

-- What a party still does by itself, and what its people say, each year after.
create table shared_service_results (
  party_id uuid not null references shared_service_parties on delete cascade,
  year integer not null check (year between 2000 and 2100),
  -- Its own costs left beside its share, the time spent to coordinate included.
  own_cost_cents bigint not null check (own_cost_cents >= 0),
  quality numeric(5, 2) check (quality between 0 and 100),
  delay_days numeric(7, 1) check (delay_days >= 0),
  source text not null check (source <> ''),
  entered_by_name text not null,
  entered_on date not null,
  primary key (party_id, year)
);

create table shared_service_reviews (
  service_id uuid not null references shared_services,
  year integer not null check (year between 2000 and 2100),
  -- Wages of that year for 100 in the baseline year.
  wage_index numeric(9, 3) not null check (wage_index > 0),
  index_source text not null check (index_source <> ''),
  conclusion text not null check (conclusion <> ''),
  reviewed_on date not null,
  reviewed_by_name text not null,
  primary key (service_id, year)
);

-- Lets a program of a party's own tools send unit lines.
create table shared_service_tokens (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services on delete cascade,
  label text not null check (label <> '' and length(label) <= 100),
  -- SHA-256 of the token, which is shown once.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_by_name text not null,
  created_on date not null,
  expires_on date not null check (expires_on > created_on),
  revoked_on date,
  unique (service_id, label)
);

create function keep_shared_service() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (('prepared', 'prepared'), ('prepared', 'running'), ('running', 'running'),
                                      ('running', 'ended'), ('ended', 'ended')) then
    raise exception 'a shared service does not go from % to %', old.status, new.status
      using errcode = 'restrict_violation';
  end if;
  if old.status <> 'prepared' and (new.baseline_year, new.starts_on) is distinct from (old.baseline_year, old.starts_on) then
    raise exception 'a service that runs keeps the year it is compared with' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger shared_services_kept before update on shared_services
  for each row execute function keep_shared_service();

-- Who takes part, and what each did before, is what the councils voted on: both stay once the service runs.
create function keep_shared_service_parties() returns trigger language plpgsql as $$
declare
  service uuid;
begin
  if tg_table_name = 'shared_service_parties' then
    service := case when tg_op = 'DELETE' then old.service_id else new.service_id end;
  else
    select service_id into service from shared_service_parties
      where id = case when tg_op = 'DELETE' then old.party_id else new.party_id end;
  end if;
  if exists (select from shared_services where id = service and status <> 'prepared') then
    raise exception 'the service runs: its % stay', tg_table_name using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger shared_service_parties_kept before insert or update or delete on shared_service_parties
  for each row execute function keep_shared_service_parties();
create trigger shared_service_baselines_kept before insert or update or delete on shared_service_baselines
  for each row execute function keep_shared_service_parties();

create trigger shared_service_units_kept before update on shared_service_units
  for each statement execute function refuse_change();

-- A key that was put to the councils is not rewritten, and is adopted when every party has adopted it.
create function keep_shared_service_key() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'a key that was proposed stays' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.status <> 'draft' and (new.method, new.weights, new.remainder, new.from_year, new.number)
     is distinct from (old.method, old.weights, old.remainder, old.from_year, old.number) then
    raise exception 'a key that was proposed is not rewritten' using errcode = 'restrict_violation';
  end if;
  if (old.status, new.status) not in (('draft', 'draft'), ('draft', 'proposed'), ('proposed', 'proposed'),
      ('proposed', 'adopted'), ('proposed', 'refused'), ('adopted', 'adopted'), ('refused', 'refused')) then
    raise exception 'a key does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if old.status = 'proposed' and new.status = 'adopted' and exists (
    select from shared_service_parties as party where party.service_id = new.service_id and not exists (
      select from shared_service_adoptions where key_id = new.id and party_id = party.id and verdict = 'adopted')) then
    raise exception 'a key is adopted when every party has adopted it' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger shared_service_keys_kept before update or delete on shared_service_keys
  for each row execute function keep_shared_service_key();
create trigger shared_service_adoptions_append_only before update or delete on shared_service_adoptions
  for each statement execute function refuse_change();

-- A year whose statement was issued is closed: no line, no cost moves it afterwards.
create function keep_stated_year() returns trigger language plpgsql as $$
declare
  service uuid := case when tg_op = 'DELETE' then old.service_id else new.service_id end;
  stated integer;
begin
  if tg_table_name = 'shared_service_lines' then
    stated := extract(year from new.day);
  else
    stated := case when tg_op = 'DELETE' then old.year else new.year end;
  end if;
  if exists (select from shared_service_statements where service_id = service and year = stated) then
    raise exception 'the statement of % was issued', stated using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger shared_service_lines_kept before insert on shared_service_lines
  for each row execute function keep_stated_year();
create trigger shared_service_costs_kept before insert or update or delete on shared_service_costs
  for each row execute function keep_stated_year();
create trigger shared_service_lines_append_only before update or delete or truncate on shared_service_lines
  for each statement execute function refuse_change();
create trigger shared_service_messages_append_only before update or delete or truncate on shared_service_messages
  for each statement execute function refuse_change();
create trigger shared_service_statements_append_only before update or delete or truncate on shared_service_statements
  for each statement execute function refuse_change();
create trigger shared_service_shares_append_only before update or delete or truncate on shared_service_shares
  for each statement execute function refuse_change();
create trigger shared_service_reviews_append_only before update or delete or truncate on shared_service_reviews
  for each statement execute function refuse_change();

-- To the cent: the shares of a statement add up to its total when the transaction ends.
create function check_shares() returns trigger language plpgsql as $$
begin
  if new.total_cents is distinct from
     (select sum(cents) from shared_service_shares where statement_id = new.id) then
    raise exception 'the shares of a statement add up to its total' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger shared_service_statements_add_up after insert on shared_service_statements
  deferrable initially deferred for each row execute function check_shares();
