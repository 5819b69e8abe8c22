-- Who writes, supports or comments: somebody with an account, somebody whose mailbox was confirmed by a link, or, with neither,
-- somebody whose words an agent wrote down at the desk.
create table contributors (
  id uuid primary key default gen_random_uuid(),
  account_id text unique references accounts on delete set null,
  email text unique check (email = lower(email)),
  -- As the person wants to be named in public.
  name text not null check (name <> '' and length(name) <= 80),
  check (account_id is null or email is null)
);

-- A browser whose mailbox was confirmed goes on without another mail. Only the hash is kept.
create table contributor_keys (
  key_hash text primary key,
  contributor_id uuid not null references contributors on delete cascade,
  expires_at timestamptz not null
);
create index contributor_keys_by_expiry on contributor_keys (expires_at);

create table proposals (
  id uuid primary key default gen_random_uuid(),
  -- In addresses: nothing of the title, which changes, and nothing of the author.
  number bigint generated always as identity unique,
  process_id uuid not null references processes,
  -- Null until the mailbox of somebody without an account is confirmed.
  contributor_id uuid references contributors,
  -- Hash of the secret address of a draft written without an account.
  draft_key_hash text unique,
  -- Agent who wrote it down at the desk.
  dictated_by text references accounts,
  status text not null default 'draft'
    check (status in ('draft', 'submitted', 'published', 'refused', 'hidden', 'withdrawn', 'merged')),
  title text not null check (title <> '' and length(title) <= 140),
  body_text text not null check (body_text <> '' and length(body_text) <= 8000),
  category text not null check (category <> ''),
  street text not null default '' check (length(street) <= 200),
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  district_id text references districts,
  written_at timestamptz not null,
  published_on date,
  answer_due_on date,
  verdict text check (verdict in ('accepted', 'accepted_in_part', 'refused')),
  merged_into uuid references proposals,
  version integer not null default 1 check (version > 0),
  support_count integer not null default 0 check (support_count >= 0),
  comment_count integer not null default 0 check (comment_count >= 0),
  search_text text not null,
  trigrams text[] not null,
  check ((lat is null) = (lon is null)),
  check (status = 'draft' or (contributor_id is not null and draft_key_hash is null)),
  check (status in ('draft', 'submitted', 'refused', 'withdrawn') or (published_on is not null and answer_due_on is not null)),
  check (published_on is not null or verdict is null),
  check ((status = 'merged') = (merged_into is not null) and merged_into is distinct from id)
);
create index proposals_newest on proposals (number desc) where status = 'published';
create index proposals_supported on proposals (support_count desc, number desc) where status = 'published';
create index proposals_discussed on proposals (comment_count desc, number desc) where status = 'published';
create index proposals_awaited on proposals (answer_due_on, number) where status = 'published' and verdict is null;
create index proposals_by_process on proposals (process_id, status, number desc);
create index proposals_by_contributor on proposals (contributor_id);
create index proposals_moderated on proposals (number) where status = 'submitted';
create index proposals_search on proposals using gin (to_tsvector('french', search_text)) with (fastupdate = off);

-- What was answered is not answered again otherwise, and nothing comes back from a withdrawal or a merge.
create function keep_proposal() returns trigger language plpgsql as $$
begin
  if old.verdict is not null and new.verdict is distinct from old.verdict then
    raise exception 'a proposal is answered once' using errcode = 'restrict_violation';
  end if;
  if old.status in ('withdrawn', 'merged') and new.status <> old.status then
    raise exception 'a proposal that is % stays so', old.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger proposals_kept before update on proposals for each row execute function keep_proposal();

-- Every text that was public, kept whole: the differences are worked out when they are read.
create table proposal_versions (
  proposal_id uuid not null references proposals on delete cascade,
  version integer not null check (version > 0),
  title text not null,
  body_text text not null,
  source text not null check (source in ('author', 'amendment')),
  contributor_id uuid references contributors,
  written_at timestamptz not null,
  primary key (proposal_id, version)
);
create trigger proposal_versions_append_only before update on proposal_versions
  for each statement execute function refuse_change();

-- Pictures as we made them again: nothing that the phone wrote in the file is left.
create table proposal_pictures (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  position integer not null check (position between 1 and 4),
  alt text not null check (alt <> '' and length(alt) <= 300),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes bytea not null check (length(bytes) <= 1500000),
  thumbnail bytea not null check (length(thumbnail) <= 150000),
  unique (proposal_id, position)
);

-- Links sent by mail: what the person asked for is done when the link is used, once.
create table proposal_links (
  token_hash text primary key,
  purpose text not null check (purpose in ('publish', 'support', 'comment', 'follow', 'coauthor', 'key')),
  email text not null check (email = lower(email)),
  name text not null default '',
  proposal_id uuid references proposals on delete cascade,
  details jsonb not null default '{}',
  expires_at timestamptz not null,
  used_at timestamptz
);
create index proposal_links_by_expiry on proposal_links (expires_at);

create table proposal_supports (
  proposal_id uuid not null references proposals on delete cascade,
  contributor_id uuid not null references contributors on delete cascade,
  supported_on date not null,
  -- Merged proposal that the support was given to.
  carried_from uuid references proposals,
  primary key (proposal_id, contributor_id)
);
create index proposal_supports_by_contributor on proposal_supports (contributor_id);

create table proposal_comments (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  parent_id uuid,
  contributor_id uuid not null references contributors,
  stance text not null check (stance in ('for', 'against', 'neutral')),
  body_text text not null check (body_text <> '' and length(body_text) <= 2000),
  written_at timestamptz not null,
  is_hidden boolean not null default false,
  unique (proposal_id, id),
  -- An answer stays under the proposal of what it answers.
  foreign key (proposal_id, parent_id) references proposal_comments (proposal_id, id) on delete cascade
);
create index proposal_comments_in_order on proposal_comments (proposal_id, written_at, id);

create function count_supports() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update proposals set support_count = support_count + 1 where id = new.proposal_id;
  else
    update proposals set support_count = support_count - 1 where id = old.proposal_id;
  end if;
  return null;
end $$;
create trigger proposal_supports_counted after insert or delete on proposal_supports
  for each row execute function count_supports();

create function count_comments() returns trigger language plpgsql as $$
declare
  change integer := case tg_op when 'INSERT' then 1 when 'DELETE' then -1 else 0 end;
  proposal uuid := case when tg_op = 'DELETE' then old.proposal_id else new.proposal_id end;
begin
  if tg_op = 'UPDATE' and old.is_hidden <> new.is_hidden then
    change := case when new.is_hidden then -1 else 1 end;
  elsif tg_op = 'DELETE' and old.is_hidden then
    change := 0;
  end if;
  if change <> 0 then
    update proposals set comment_count = comment_count + change where id = proposal;
  end if;
  return null;
end $$;
create trigger proposal_comments_counted after insert or update or delete on proposal_comments
  for each row execute function count_comments();

create table proposal_reports (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  comment_id uuid references proposal_comments on delete cascade,
  contributor_id uuid not null references contributors on delete cascade,
  reason text not null check (reason <> ''),
  reported_at timestamptz not null,
  settled boolean not null default false,
  unique nulls not distinct (proposal_id, comment_id, contributor_id)
);
create index proposal_reports_waiting on proposal_reports (reported_at) where not settled;

-- What was moderated and why. The explanation is for the author; the public log has the day, the process and the reason.
create table moderations (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes,
  proposal_id uuid not null references proposals on delete cascade,
  comment_id uuid references proposal_comments on delete cascade,
  decision text not null check (decision in ('publish', 'refuse', 'hide', 'restore', 'keep')),
  -- Reason of the charter.
  reason text check (reason <> ''),
  explanation text not null default '',
  decided_on date not null,
  decided_at timestamptz not null,
  decided_by text not null references accounts,
  check ((decision in ('refuse', 'hide')) = (reason is not null))
);
create index moderations_log on moderations (decided_at desc, id desc);
create index moderations_by_proposal on moderations (proposal_id);
create trigger moderations_append_only before update on moderations for each statement execute function refuse_change();

create table moderation_replies (
  moderation_id uuid primary key references moderations on delete cascade,
  body_text text not null check (body_text <> '' and length(body_text) <= 2000),
  written_at timestamptz not null
);

create table proposal_evaluators (
  proposal_id uuid not null references proposals on delete cascade,
  account_id text not null references accounts,
  assigned_on date not null,
  primary key (proposal_id, account_id)
);
create index proposal_evaluators_by_account on proposal_evaluators (account_id);

create table proposal_questions (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  asked_by text not null references accounts,
  question text not null check (question <> '' and length(question) <= 1000),
  asked_at timestamptz not null,
  reply text check (reply <> '' and length(reply) <= 2000),
  replied_at timestamptz,
  check ((reply is null) = (replied_at is null))
);
create index proposal_questions_in_order on proposal_questions (proposal_id, asked_at, id);

create table proposal_assessments (
  proposal_id uuid primary key references proposals on delete cascade,
  feasibility text not null check (feasibility in ('feasible', 'with_changes', 'not_feasible')),
  competence text not null check (competence in ('town', 'agglomeration', 'other')),
  opinion text not null check (opinion <> '' and length(opinion) <= 4000),
  assessed_on date not null,
  assessed_by text not null references accounts
);

create table proposal_costs (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  position integer not null check (position > 0),
  label text not null check (label <> '' and length(label) <= 200),
  section text not null check (section in ('operating', 'investment')),
  cents bigint not null check (cents between 0 and 100000000000),
  unique (proposal_id, position)
);

-- The town's answer, reasoned, given once.
create table proposal_answers (
  proposal_id uuid primary key references proposals,
  reasons text not null check (reasons <> '' and length(reasons) <= 8000),
  next_steps text not null default '' check (length(next_steps) <= 2000),
  answered_on date not null,
  answered_by text references accounts,
  answerer_title text not null
);
create trigger proposal_answers_append_only before update or delete or truncate on proposal_answers
  for each statement execute function refuse_change();

create table proposal_coauthors (
  proposal_id uuid not null references proposals on delete cascade,
  contributor_id uuid not null references contributors on delete cascade,
  joined_on date not null,
  primary key (proposal_id, contributor_id)
);

create table proposal_amendments (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null references proposals on delete cascade,
  contributor_id uuid not null references contributors,
  -- Text that it rewrites.
  version integer not null,
  title text not null check (title <> '' and length(title) <= 140),
  body_text text not null check (body_text <> '' and length(body_text) <= 8000),
  reason text not null default '' check (length(reason) <= 1000),
  status text not null default 'open' check (status in ('open', 'accepted', 'refused')),
  reply text not null default '' check (length(reply) <= 1000),
  written_at timestamptz not null,
  decided_at timestamptz,
  check ((status = 'open') = (decided_at is null))
);
create index proposal_amendments_in_order on proposal_amendments (proposal_id, written_at, id);

-- Contour of the town on the map where people point: [[longitude, latitude], …], closed or not.
create table town_outline (
  only_row boolean primary key default true check (only_row),
  points jsonb not null check (jsonb_typeof(points) = 'array')
);
