-- The town that this database belongs to: one row. A host of many towns gives each town its own schema.
create table town (
  only_row boolean primary key default true check (only_row),
  name text not null check (name <> ''),
  siren text not null check (siren ~ '^[0-9]{9}$'),
  population integer not null check (population > 0),
  department_code text not null,
  insee_code text,
  colour text not null default '#1d5b6b' check (colour ~ '^#[0-9a-f]{6}$'),
  -- A fictional town says so on every page and in every export.
  is_fictional boolean not null default false,
  -- A demo world has known accounts and a page to sign in with them. A real town never has.
  is_demo boolean not null default false,
  -- INSEE codes of the communes around it, and SIREN of the inter-municipal body it belongs to.
  neighbour_codes text[] not null default '{}',
  intermunicipal_siren text,
  check (is_fictional or not is_demo)
);

-- Accounts and sessions are kept by better-auth; the names of the columns are mapped in accounts.identity.ts.
create table accounts (
  id text primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  -- Function in the town or outside it: "Directrice générale des services".
  title text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_account on sessions (account_id);

create table credentials (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, provider_account_id)
);
create index credentials_by_account on credentials (account_id);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

-- Attempts that are counted to slow down guessing: by account and by address, never by address alone.
create table attempts (
  bucket text not null,
  window_start timestamptz not null,
  count integer not null check (count > 0),
  primary key (bucket, window_start)
);

-- Messages that were written; kept here until sent, and shown on the outbox page where no SMTP server is set.
create table outbox (
  id bigint generated always as identity primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  last_error text
);

-- Secrets that every instance of the site shares, such as the one that signs the session cookies.
create table secrets (
  name text primary key,
  value text not null check (length(value) >= 32)
);
