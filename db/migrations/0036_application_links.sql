-- Links mailed to people who apply without an account, or who are invited to write an application: the mailbox is known to be theirs
-- once the link is used.
create table application_links (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  call_id uuid not null references calls on delete cascade,
  -- The application that the link lets join; null: it begins one.
  application_id uuid references applications on delete cascade,
  email text not null check (email = lower(email)),
  -- Number of the body that applies, as it was typed.
  number text not null default '',
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  used_at timestamptz
);
create index application_links_by_expiry on application_links (expires_at);
create index application_links_by_call on application_links (call_id);
create index application_links_by_application on application_links (application_id) where application_id is not null;
