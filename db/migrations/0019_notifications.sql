-- People who are told things: an account, or an address that was confirmed by a link without one.
create table recipients (
  id uuid primary key default gen_random_uuid(),
  account_id text unique references accounts on delete cascade,
  email text unique check (email = lower(email)),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  -- How often mail goes out. One digest a day at most unless the person asks for more.
  rhythm text not null default 'daily' check (rhythm in ('at_once', 'daily', 'weekly', 'never')),
  last_digest_at timestamptz,
  check ((account_id is null) <> (email is null))
);

-- What each of them asked to hear about. The title is the one read when the person chose to follow.
create table follows (
  recipient_id uuid not null references recipients on delete cascade,
  subject_kind text not null,
  subject_id text not null,
  label text not null,
  path text not null check (path like '/%'),
  followed_on date not null,
  primary key (recipient_id, subject_kind, subject_id)
);
create index follows_by_subject on follows (subject_kind, subject_id);

-- One sentence for one person. The same event is told once, however often the code that tells it runs.
create table notices (
  id bigint generated always as identity primary key,
  recipient_id uuid not null references recipients on delete cascade,
  event text not null,
  path text not null check (path like '/%'),
  text_fr text not null check (text_fr <> ''),
  text_en text not null check (text_en <> ''),
  written_at timestamptz not null,
  read_at timestamptz,
  -- When the digest that holds it was written; null while it waits.
  mailed_at timestamptz,
  unique (recipient_id, event)
);
create index notices_waiting on notices (recipient_id) where mailed_at is null;

-- Work that comes back: whichever process moves the date of a job forward is the one that does it.
create table jobs (
  name text primary key,
  next_at timestamptz not null
);

-- Headers of a message, such as the way to unsubscribe (RFC 8058), and when a refused one is tried again.
alter table outbox
  add column headers jsonb not null default '{}',
  add column tries integer not null default 0 check (tries >= 0),
  add column next_try_at timestamptz;
create index outbox_waiting on outbox (id) where sent_at is null;
