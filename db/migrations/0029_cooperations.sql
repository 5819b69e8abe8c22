-- Persons who speak for another authority on this site, between two dates.
create table authority_officers (
  id uuid primary key default gen_random_uuid(),
  account_id text not null references accounts on delete cascade,
  authority_kind text not null check (authority_kind in ('commune', 'epci', 'departement', 'region')),
  authority_code text not null check (authority_code <> ''),
  -- What they are there: "chargée de coopération".
  function text not null check (function <> ''),
  starts_on date not null,
  -- Last day, included; null as long as nobody ended it.
  ends_on date check (ends_on >= starts_on),
  recorded_by text references accounts on delete set null,
  unique (account_id, authority_kind, authority_code, starts_on)
);
create unique index one_open_office on authority_officers (account_id, authority_kind, authority_code) where ends_on is null;
create index authority_officers_by_authority on authority_officers (authority_kind, authority_code, starts_on);

-- What the town does with other authorities.
create table cooperations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  title text not null check (title <> '' and length(title) <= 200),
  theme text not null check (theme <> ''),
  summary text not null default '',
  measure_id uuid references measures,
  status text not null default 'idea'
    check (status in ('idea', 'mandated', 'compared', 'tested', 'signed', 'running', 'ended', 'dropped')),
  -- From then on, the officers of the parties read it; before, nobody outside the town.
  shared_on date,
  ended_reason text not null default '',
  created_by text references accounts on delete set null,
  created_at timestamptz not null default now(),
  search_text text not null default '',
  version integer not null default 1,
  check (status not in ('ended', 'dropped') or ended_reason <> '')
);
create index cooperations_by_date on cooperations (created_at desc, id desc);

create table cooperation_parties (
  id uuid primary key default gen_random_uuid(),
  cooperation_id uuid not null references cooperations on delete cascade,
  -- 'town' is the town of this site; the others are those of the catalogue, by INSEE code, or SIREN of an EPCI.
  authority_kind text not null check (authority_kind in ('town', 'commune', 'epci', 'departement', 'region')),
  authority_code text not null check (authority_code <> ''),
  -- As the catalogue had it on the day it joined.
  name text not null check (name <> ''),
  role text not null default 'member' check (role in ('coordinator', 'member', 'lead')),
  -- Of a lead authority: the field in which the law names it (CGCT L1111-9).
  lead_field text,
  -- Its part of the money, in hundredths of a percent.
  funding_bp integer not null default 0 check (funding_bp between 0 and 10000),
  has_veto boolean not null default false,
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  left_reason text not null default '',
  -- Day on which it agreed that everybody reads the cooperation.
  publishes_on date,
  unique (cooperation_id, authority_kind, authority_code),
  check ((role = 'lead') = (lead_field is not null)),
  check ((left_on is null) = (left_reason = ''))
);
create index cooperation_parties_by_authority on cooperation_parties (authority_kind, authority_code);
create unique index one_head_per_cooperation on cooperation_parties (cooperation_id)
  where role <> 'member' and left_on is null;

-- The three depths compared for this subject, before each form that the cooperation takes.
create table cooperation_options (
  cooperation_id uuid not null references cooperations on delete cascade,
  round integer not null check (round > 0),
  depth text not null check (depth in ('informal', 'formal', 'integrated')),
  legal_kind text not null,
  needs text not null check (needs <> ''),
  allows text not null check (allows <> ''),
  leaving text not null check (leaving <> ''),
  yearly_cents bigint not null check (yearly_cents >= 0),
  months_to_start integer not null check (months_to_start between 0 and 120),
  primary key (cooperation_id, round, depth)
);

-- The forms that a cooperation took, one after the other. The one in force is the last that was signed and has not ended.
create table cooperation_rounds (
  cooperation_id uuid not null references cooperations on delete cascade,
  number integer not null check (number > 0),
  depth text not null check (depth in ('informal', 'formal', 'integrated')),
  legal_kind text not null,
  reason text not null check (reason <> ''),
  chosen_on date not null,
  effect_on date,
  term text check (term in ('open', 'fixed', 'tacit', 'express')),
  term_months integer check (term_months between 1 and 1200),
  renewal_months integer check (renewal_months between 1 and 1200),
  -- Tacit renewals at most; null without limit.
  most_renewals integer check (most_renewals between 0 and 100),
  notice_months integer check (notice_months between 0 and 120),
  exit_clause text not null default '',
  -- Notice to leave before the end; null when one leaves at the end of a term only.
  exit_notice_months integer check (exit_notice_months between 0 and 120),
  -- What leaving costs the one who leaves.
  exit_cost_cents bigint not null default 0 check (exit_cost_cents >= 0),
  -- What it costs all the parties together each year.
  yearly_cents bigint not null default 0 check (yearly_cents >= 0),
  -- Each council says again that it goes on, within six months of its election.
  reconfirms boolean not null default true,
  signed_on date,
  notice_given_on date,
  ended_on date,
  primary key (cooperation_id, number),
  check ((term in ('fixed', 'tacit', 'express')) = (term_months is not null)),
  check ((term in ('tacit', 'express')) = (renewal_months is not null)),
  check (term = 'tacit' or most_renewals is null),
  check (signed_on is null or effect_on is not null)
);

create function keep_signed_round() returns trigger language plpgsql as $$
declare
  moving constant text[] := array['notice_given_on', 'ended_on'];
begin
  if old.signed_on is not null
     and (tg_op = 'DELETE' or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
    raise exception 'the agreement is signed: it is changed by another one' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger cooperation_rounds_kept before update or delete on cooperation_rounds
  for each row execute function keep_signed_round();

-- Express renewals, each by a decision of all.
create table cooperation_renewals (
  cooperation_id uuid not null,
  round integer not null,
  number integer not null check (number > 0),
  renewed_on date not null,
  primary key (cooperation_id, round, number),
  foreign key (cooperation_id, round) references cooperation_rounds on delete cascade
);

-- Questions of law that were asked of a form, with what was answered, or why they do not arise.
create table cooperation_tests (
  cooperation_id uuid not null,
  round integer not null,
  test text not null,
  asked_on date not null,
  facts jsonb not null default '{}',
  is_set_aside boolean not null default false,
  reason text not null default '',
  primary key (cooperation_id, round, test),
  foreign key (cooperation_id, round) references cooperation_rounds on delete cascade,
  check (not is_set_aside or reason <> '')
);

-- What each council does about a form. The draft is read by its own party only.
create table cooperation_councils (
  cooperation_id uuid not null,
  round integer not null,
  party_id uuid not null references cooperation_parties on delete cascade,
  draft text not null default '',
  outcome text not null default 'pending' check (outcome in ('pending', 'adopted', 'refused')),
  number text not null default '',
  decided_on date,
  -- Of the town of this site: its shared record.
  deliberation_id uuid references deliberations,
  signatory text not null default '',
  signed_on date,
  version integer not null default 1,
  primary key (cooperation_id, round, party_id),
  foreign key (cooperation_id, round) references cooperation_rounds on delete cascade,
  check ((outcome = 'pending') = (decided_on is null)),
  check (outcome = 'pending' or number <> ''),
  check ((signed_on is null) = (signatory = ''))
);

-- The text of the agreement, each time that it was written again.
create table cooperation_documents (
  cooperation_id uuid not null,
  round integer not null,
  number integer not null check (number > 0),
  body text not null check (body <> ''),
  written_on date not null,
  written_by_name text not null,
  primary key (cooperation_id, round, number),
  foreign key (cooperation_id, round) references cooperation_rounds on delete cascade
);
create trigger cooperation_documents_append_only before update or truncate on cooperation_documents
  for each statement execute function refuse_change();

create table cooperation_reviews (
  cooperation_id uuid not null references cooperations on delete cascade,
  year integer not null check (year between 1900 and 2200),
  held_on date not null,
  results text not null check (results <> ''),
  difficulties text not null default '',
  decision text not null check (decision in ('keep', 'change', 'end')),
  primary key (cooperation_id, year)
);
create trigger cooperation_reviews_append_only before update or truncate on cooperation_reviews
  for each statement execute function refuse_change();

-- A council elected since the signature says again that it goes on.
create table cooperation_confirmations (
  cooperation_id uuid not null references cooperations on delete cascade,
  party_id uuid not null references cooperation_parties on delete cascade,
  -- Last day of voting of the election.
  election_on date not null,
  confirmed_on date not null check (confirmed_on >= election_on),
  primary key (cooperation_id, party_id, election_on)
);

create table cooperation_meetings (
  id uuid primary key default gen_random_uuid(),
  cooperation_id uuid not null references cooperations on delete cascade,
  held_on date not null,
  title text not null check (title <> ''),
  minutes text not null default '',
  written_by_name text not null,
  -- Key of the form: the same post twice is one meeting.
  form_key uuid not null unique
);
create index cooperation_meetings_by_date on cooperation_meetings (cooperation_id, held_on desc);

create table cooperation_decisions (
  id uuid primary key default gen_random_uuid(),
  cooperation_id uuid not null references cooperations on delete cascade,
  decided_on date not null,
  statement text not null check (statement <> ''),
  written_by_name text not null,
  form_key uuid not null unique
);
create index cooperation_decisions_by_date on cooperation_decisions (cooperation_id, decided_on desc);

create table cooperation_tasks (
  id uuid primary key default gen_random_uuid(),
  cooperation_id uuid not null references cooperations on delete cascade,
  -- Who does it.
  party_id uuid not null references cooperation_parties on delete cascade,
  label text not null check (label <> ''),
  due_on date not null,
  done_on date,
  written_by_name text not null,
  form_key uuid not null unique
);
create index cooperation_tasks_by_day on cooperation_tasks (cooperation_id, due_on);
