-- Passwords that each belong to one program on one device: shown once, taken back one by one.
create table device_passwords (
  id uuid primary key default gen_random_uuid(),
  account_id text not null references accounts on delete cascade,
  -- What the person calls it: "Téléphone", "Thunderbird au bureau".
  label text not null check (label <> '' and length(label) <= 60),
  -- SHA-256 of a secret of 100 random bits: nobody guesses that, so a slow hash would protect nothing.
  secret_hash text not null unique,
  made_at timestamptz not null,
  -- A day, no hour: enough to see that a device is forgotten, too little to see when somebody works.
  last_used_on date,
  revoked_at timestamptz,
  revoked_by text references accounts on delete set null,
  check (revoked_by is null or revoked_at is not null)
);
create unique index device_passwords_open on device_passwords (account_id, label) where revoked_at is null;

-- What programs say of a calendar for one person: its colour on that person's screens, its place in the list.
create table calendar_properties (
  calendar_id uuid not null references calendars on delete cascade,
  account_id text not null references accounts on delete cascade,
  -- `{namespace}name`
  name text not null check (length(name) <= 300),
  xml text not null check (length(xml) <= 20000),
  primary key (calendar_id, account_id, name)
);
create index calendar_properties_by_account on calendar_properties (account_id);
