-- A project crosses services: why, for which measure, who answers for it, and what its team decides alone.
create table projects (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> '' and length(title) <= 200),
  purpose text not null check (purpose <> '' and length(purpose) <= 4000),
  measure_id uuid references measures on delete set null,
  status text not null default 'preparing' check (status in ('preparing', 'running', 'closed', 'abandoned')),
  -- Read by its members, its sponsor and the head of the administration only.
  is_restricted boolean not null default false,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  budget_cents bigint not null default 0 check (budget_cents >= 0),
  planned_min integer not null default 0 check (planned_min >= 0),
  version integer not null default 1 check (version > 0),
  -- Number of the last card: numbers are never given twice.
  last_card integer not null default 0 check (last_card >= 0),
  -- Raised by each change of the board: those who look at it are shown it anew.
  board_version bigint not null default 1,
  created_at timestamptz not null
);
create index projects_by_status on projects (status, starts_on desc, id);
create index projects_by_measure on projects (measure_id);

-- What is over stays so.
create function keep_project() returns trigger language plpgsql as $$
begin
  if old.status in ('closed', 'abandoned') and new.status <> old.status then
    raise exception 'a project that is % stays so', old.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger projects_kept before update on projects for each row execute function keep_project();

create table project_members (
  project_id uuid not null references projects on delete cascade,
  account_id text not null references accounts on delete cascade,
  part text not null check (part in ('sponsor', 'lead', 'member')),
  -- Service of the town, or partner authority, that the person works for.
  body text not null check (body <> '' and length(body) <= 120),
  -- Somebody from outside, who sees this project and no other, until a day that always exists.
  is_partner boolean not null,
  joined_on date not null,
  ends_on date check (ends_on >= joined_on),
  check (not is_partner or (ends_on is not null and part = 'member')),
  primary key (project_id, account_id)
);
create unique index one_sponsor_per_project on project_members (project_id) where part = 'sponsor';
create unique index one_lead_per_project on project_members (project_id) where part = 'lead';
create index project_members_by_account on project_members (account_id);
create index project_members_partners on project_members (ends_on) where is_partner;

-- What the team decides alone, proposes, or informs of. A new text is a new version, to be signed again.
create table project_delegations (
  project_id uuid not null references projects on delete cascade,
  version integer not null check (version > 0),
  decides text not null check (decides <> '' and length(decides) <= 4000),
  proposes text not null default '' check (length(proposes) <= 4000),
  informs text not null default '' check (length(informs) <= 4000),
  spending_cents bigint not null check (spending_cents >= 0),
  written_by text not null references accounts,
  written_at timestamptz not null,
  primary key (project_id, version)
);
create trigger project_delegations_append_only before update on project_delegations
  for each statement execute function refuse_change();

create table delegation_signatures (
  project_id uuid not null,
  version integer not null,
  account_id text not null references accounts,
  signed_role text not null,
  signed_on date not null,
  primary key (project_id, version, account_id),
  foreign key (project_id, version) references project_delegations on delete cascade
);

create table project_milestones (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  title text not null check (title <> '' and length(title) <= 200),
  due_on date not null,
  reached_on date,
  version integer not null default 1
);
create index project_milestones_by_project on project_milestones (project_id, due_on, id);

create table project_risks (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  statement text not null check (statement <> '' and length(statement) <= 1000),
  probability integer not null check (probability between 1 and 4),
  impact integer not null check (impact between 1 and 4),
  mitigation text not null default '' check (length(mitigation) <= 1000),
  owner text not null default '' check (length(owner) <= 200),
  version integer not null default 1
);
create index project_risks_by_project on project_risks (project_id);

-- A meeting is prepared with its cost before anybody is invited. People are counted by grade and never named with a cost.
create table project_meetings (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  title text not null check (title <> '' and length(title) <= 200),
  held_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  duration_min integer not null check (duration_min between 5 and 600),
  place text not null default '' check (length(place) <= 200),
  people_a integer not null default 0 check (people_a between 0 and 200),
  people_b integer not null default 0 check (people_b between 0 and 200),
  people_c integer not null default 0 check (people_c between 0 and 200),
  people_partner integer not null default 0 check (people_partner between 0 and 200),
  agenda text not null default '' check (length(agenda) <= 8000),
  minutes text not null default '' check (length(minutes) <= 40000),
  status text not null default 'planned' check (status in ('planned', 'invited', 'held')),
  version integer not null default 1,
  unique (project_id, id)
);
create index project_meetings_by_project on project_meetings (project_id, held_on desc, id);

-- Decisions are a log: a later one may say otherwise, none is rewritten.
create table project_decisions (
  id uuid primary key,
  project_id uuid not null references projects,
  decided_on date not null,
  statement text not null check (statement <> '' and length(statement) <= 2000),
  reason text not null default '' check (length(reason) <= 2000),
  taken_by text not null check (taken_by in ('team', 'lead', 'sponsor', 'managers')),
  meeting_id uuid,
  -- Line of the minutes that it was born in: validated twice, it is born once.
  minute_line integer,
  recorded_by text not null references accounts,
  recorded_at timestamptz not null,
  foreign key (project_id, meeting_id) references project_meetings (project_id, id),
  check ((meeting_id is null) = (minute_line is null)),
  unique (meeting_id, minute_line)
);
create index project_decisions_by_project on project_decisions (project_id, decided_on desc, id);
create trigger project_decisions_append_only before update or delete on project_decisions
  for each statement execute function refuse_change();

-- Money spent and hours worked: hours by grade, never by person. One that was wrong is taken back with a reason.
create table project_costs (
  id uuid primary key,
  project_id uuid not null references projects,
  kind text not null check (kind in ('money', 'hours')),
  day date not null,
  cents bigint check (cents > 0),
  grade text check (grade in ('A', 'B', 'C', 'partner')),
  minutes integer check (minutes between 1 and 1000000),
  label text not null check (label <> '' and length(label) <= 200),
  document text not null default '' check (length(document) <= 200),
  meeting_id uuid references project_meetings,
  recorded_by text not null references accounts,
  recorded_at timestamptz not null,
  taken_back_on date,
  taken_back_reason text,
  check ((kind = 'money') = (cents is not null)),
  check ((kind = 'hours') = (minutes is not null and grade is not null)),
  check ((taken_back_on is null) = (taken_back_reason is null)),
  unique (meeting_id, grade)
);
create index project_costs_by_project on project_costs (project_id, day desc, id);

-- What was promised, what came, what others may use again. Hours saved are declared as a band, by the team, never by person.
create table project_reviews (
  project_id uuid primary key references projects,
  promised text not null check (promised <> '' and length(promised) <= 4000),
  came text not null check (came <> '' and length(came) <= 4000),
  reuse text not null check (reuse <> '' and length(reuse) <= 4000),
  hours_low integer check (hours_low >= 0),
  hours_likely integer check (hours_likely >= hours_low),
  hours_high integer check (hours_high >= hours_likely),
  closed_on date not null,
  closed_by text not null references accounts,
  check ((hours_low is null) = (hours_likely is null) and (hours_likely is null) = (hours_high is null))
);
create trigger project_reviews_append_only before update or delete on project_reviews
  for each statement execute function refuse_change();

-- The board. Places are keys that sort by their bytes: between two there is always a third, so that a move writes one row.
create table board_columns (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  title text not null check (title <> '' and length(title) <= 60),
  position text collate "C" not null check (position ~ '^[0-9A-Za-z]{1,200}$'),
  -- Most cards at a time; null without limit.
  card_limit integer check (card_limit between 1 and 500),
  -- A card that comes here is done.
  is_done boolean not null default false,
  unique (project_id, id),
  unique (project_id, position)
);

create table cards (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  number integer not null check (number > 0),
  column_id uuid not null,
  position text collate "C" not null check (position ~ '^[0-9A-Za-z]{1,200}$'),
  title text not null check (title <> '' and length(title) <= 200),
  description text not null default '' check (length(description) <= 8000),
  starts_on date,
  due_on date check (due_on >= starts_on),
  effort_min integer check (effort_min between 1 and 60000),
  -- Done, it comes back so much later.
  repeats text check (repeats in ('weekly', 'monthly', 'quarterly', 'yearly')),
  -- The card that it comes back from: each comes back once.
  follows_id uuid unique references cards on delete set null,
  meeting_id uuid,
  minute_line integer,
  done_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (project_id, number),
  unique (project_id, id),
  unique (column_id, position) deferrable initially immediate,
  unique (meeting_id, minute_line),
  check (repeats is null or due_on is not null),
  check ((meeting_id is null) = (minute_line is null)),
  foreign key (project_id, column_id) references board_columns (project_id, id),
  foreign key (project_id, meeting_id) references project_meetings (project_id, id)
);
create index cards_due on cards (due_on, project_id) where done_on is null;

create table card_assignees (
  project_id uuid not null,
  card_id uuid not null,
  account_id text not null,
  primary key (card_id, account_id),
  foreign key (project_id, card_id) references cards (project_id, id) on delete cascade,
  -- Who leaves the project leaves its cards.
  foreign key (project_id, account_id) references project_members (project_id, account_id) on delete cascade
);
create index card_assignees_by_account on card_assignees (account_id);
create index card_assignees_by_project on card_assignees (project_id, account_id);

create table project_labels (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references projects on delete cascade,
  name text not null check (name <> '' and length(name) <= 40),
  unique (project_id, name),
  unique (project_id, id)
);

create table card_labels (
  project_id uuid not null,
  card_id uuid not null,
  label_id uuid not null,
  primary key (card_id, label_id),
  foreign key (project_id, card_id) references cards (project_id, id) on delete cascade,
  foreign key (project_id, label_id) references project_labels (project_id, id) on delete cascade
);
create index card_labels_by_project on card_labels (project_id);
create index card_labels_by_label on card_labels (label_id);

-- What a card waits for. Circles are refused under the lock of the project.
create table card_needs (
  project_id uuid not null,
  card_id uuid not null,
  needs_id uuid not null,
  primary key (card_id, needs_id),
  check (card_id <> needs_id),
  foreign key (project_id, card_id) references cards (project_id, id) on delete cascade,
  foreign key (project_id, needs_id) references cards (project_id, id) on delete cascade
);
create index card_needs_by_needed on card_needs (needs_id);
create index card_needs_by_project on card_needs (project_id);

create table checklist_items (
  id uuid primary key,
  card_id uuid not null references cards on delete cascade,
  position integer not null check (position > 0),
  body text not null check (body <> '' and length(body) <= 300),
  is_done boolean not null default false,
  unique (card_id, position)
);

create table card_comments (
  id uuid primary key,
  card_id uuid not null references cards on delete cascade,
  author_id text not null references accounts,
  body text not null check (body <> '' and length(body) <= 4000),
  written_at timestamptz not null
);
create index card_comments_by_card on card_comments (card_id, written_at, id);

-- What a file is was read from its bytes, not from its name.
create table card_files (
  id uuid primary key,
  card_id uuid not null references cards on delete cascade,
  name text not null check (name <> '' and length(name) <= 150),
  media_type text not null check (media_type <> ''),
  bytes bytea not null check (length(bytes) between 1 and 5000000),
  added_by text not null references accounts,
  added_at timestamptz not null
);
create index card_files_by_card on card_files (card_id, added_at, id);
