-- Decisions of a body (council, bureau…). One record for the whole product: everything else points to it.
create table deliberations (
  id uuid primary key default gen_random_uuid(),
  number text not null check (number <> ''),
  adopted_on date not null,
  body text not null check (body <> ''),
  subject text not null check (subject <> ''),
  -- Matter code of the ACTES nomenclature, such as 7.5 (subsidies).
  matter_code text not null check (matter_code ~ '^[1-9]\.[0-9]{1,2}$'),
  members_in_office integer not null check (members_in_office > 0),
  members_present integer not null check (members_present between 0 and members_in_office),
  votes_for integer not null check (votes_for >= 0),
  votes_against integer not null check (votes_against >= 0),
  abstentions integer not null check (abstentions >= 0),
  -- Proxies vote too (CGCT L2121-20), so votes may pass the members present, never the members in office.
  check (votes_for + votes_against + abstentions <= members_in_office),
  document_url text,
  recorded_at timestamptz not null default now(),
  recorded_by text references accounts,
  unique (body, number)
);

-- Members who stepped aside (CGCT L2131-11, L1111-6).
create table recusals (
  deliberation_id uuid not null references deliberations on delete cascade,
  member_name text not null check (member_name <> ''),
  reason text not null check (reason <> ''),
  primary key (deliberation_id, member_name)
);

-- Official acts: adopting, publishing, closing, awarding, signing… who, in which role, when, by which deliberation.
create table official_acts (
  id uuid primary key default gen_random_uuid(),
  act text not null check (act <> ''),
  subject_kind text not null check (subject_kind <> ''),
  subject_id text not null check (subject_id <> ''),
  subject_label text not null,
  actor_id text references accounts,
  actor_name text not null,
  -- Role that gave the right to act.
  actor_role text not null,
  acted_on date not null,
  deliberation_id uuid references deliberations,
  reason text not null default '',
  details jsonb not null default '{}',
  recorded_at timestamptz not null default now()
);
create index official_acts_by_subject on official_acts (subject_kind, subject_id, recorded_at);
create index official_acts_by_date on official_acts (acted_on desc, id);

-- Roles are given by an act, from a day to a day.
create table role_grants (
  id uuid primary key default gen_random_uuid(),
  account_id text not null references accounts on delete cascade,
  role text not null,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  granted_by uuid not null references official_acts,
  ended_by uuid references official_acts
);
create unique index one_open_grant_per_role on role_grants (account_id, role) where ends_on is null;

-- The hash-chained journal: one entry for each official act, in the transaction of the change of state.
-- entry_hash = sha256(previous_hash || content), content being the canonical JSON of the entry.
create table journal_entries (
  seq bigint primary key check (seq > 0),
  recorded_at timestamptz not null,
  act_id uuid not null unique references official_acts,
  content text not null,
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  entry_hash text not null unique check (entry_hash ~ '^[0-9a-f]{64}$')
);

-- The last entry: its row lock puts the writers of the journal in a line.
create table journal_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  entry_hash text not null
);
insert into journal_head (seq, entry_hash) values (0, repeat('0', 64));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

create trigger journal_entries_append_only before update or delete or truncate on journal_entries
  for each statement execute function refuse_change();
create trigger official_acts_append_only before update or delete or truncate on official_acts
  for each statement execute function refuse_change();
