-- Services of the town: who works in which, and who leads it. A person belongs to one service.
create table services (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null unique check (name <> '' and length(name) <= 120),
  manager_id text references accounts on delete set null
);

create table service_members (
  account_id text primary key references accounts on delete cascade,
  service_id uuid not null references services on delete cascade
);
create index service_members_by_service on service_members (service_id);

create table calendars (
  id uuid primary key default gen_random_uuid(),
  -- Stands for the calendar where only a number will do: advisory locks, ranges.
  number bigint generated always as identity unique,
  kind text not null check (kind in ('personal', 'team', 'room', 'vehicle', 'project', 'town')),
  -- In addresses: among the calendars of its owner, or among all those that have none.
  slug text not null check (slug <> '' and slug !~ '[/?#]' and length(slug) <= 100),
  name text not null check (name <> '' and length(name) <= 120),
  description text not null default '' check (length(description) <= 1000),
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  -- Kinds of iCalendar components that it takes.
  components text[] not null default '{VEVENT}' check (components <@ '{VEVENT,VTODO}' and cardinality(components) > 0),
  owner_id text references accounts on delete cascade,
  service_id uuid references services on delete cascade,
  -- Project that it belongs to; projects have a migration of their own.
  project_id uuid,
  -- Seats of a room or of a vehicle.
  capacity integer check (capacity > 0),
  place text not null default '' check (length(place) <= 200),
  -- Grows by one at each change of an object: what RFC 6578 calls a sync token.
  change_number bigint not null default 0 check (change_number >= 0),
  is_closed boolean not null default false,
  check ((kind = 'personal') = (owner_id is not null)),
  check ((kind = 'team') = (service_id is not null)),
  check ((kind = 'project') = (project_id is not null)),
  check (capacity is null or kind in ('room', 'vehicle')),
  unique nulls not distinct (owner_id, slug)
);
create unique index calendars_of_service on calendars (service_id);
create unique index calendars_of_project on calendars (project_id);

-- What its owner or its keeper opened to somebody beyond what everybody of the town sees.
create table calendar_shares (
  calendar_id uuid not null references calendars on delete cascade,
  account_id text not null references accounts on delete cascade,
  access text not null check (access in ('read', 'write')),
  primary key (calendar_id, account_id)
);
create index calendar_shares_by_account on calendar_shares (account_id);

-- One iCalendar object a row, as a program wrote it; the other columns are read out of it.
create table calendar_objects (
  id uuid primary key default gen_random_uuid(),
  calendar_id uuid not null references calendars on delete cascade,
  -- Its name in the collection: `8c1f….ics`.
  name text not null check (name <> '' and name !~ '/' and length(name) <= 255),
  uid text not null check (uid <> '' and length(uid) <= 255),
  component text not null check (component in ('VEVENT', 'VTODO')),
  ics text not null check (length(ics) <= 500000),
  etag text not null,
  sequence integer not null check (sequence >= 0),
  summary text not null,
  is_recurring boolean not null,
  -- Minutes before the start at which its owner asked to be reminded.
  remind_before_min integer check (remind_before_min between 0 and 40320),
  -- Until when its occurrences are written; null: all of them are.
  expanded_until timestamptz,
  change_number bigint not null check (change_number > 0),
  -- Object of whoever invites, which this one follows.
  origin_id uuid references calendar_objects on delete set null,
  created_by text references accounts on delete set null,
  written_at timestamptz not null,
  unique (calendar_id, name),
  unique (calendar_id, uid)
);
create index calendar_objects_changed on calendar_objects (calendar_id, change_number);
create index calendar_objects_copies on calendar_objects (origin_id) where origin_id is not null;
create index calendar_objects_to_expand on calendar_objects (expanded_until) where expanded_until is not null;

-- Names that were taken away, for those who ask what changed.
create table calendar_removals (
  calendar_id uuid not null references calendars on delete cascade,
  name text not null,
  change_number bigint not null check (change_number > 0),
  primary key (calendar_id, name)
);
create index calendar_removals_in_order on calendar_removals (calendar_id, change_number);

-- Each time that an event takes place, worked out of its object by ical.js up to a bounded day.
create table calendar_occurrences (
  object_id uuid not null references calendar_objects on delete cascade,
  -- RECURRENCE-ID as the object writes it; empty for an event that happens once.
  recurrence text not null,
  calendar_id uuid not null,
  calendar_number bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  is_all_day boolean not null,
  summary text not null,
  location text not null,
  is_private boolean not null,
  -- What it makes of the time: taken, asked for, left free, or refused by the person invited.
  standing text not null check (standing in ('busy', 'tentative', 'free', 'declined')),
  -- Of a room or a vehicle, which is not booked twice.
  is_exclusive boolean not null,
  primary key (object_id, recurrence),
  check (ends_at >= starts_at),
  -- A range of one number stands for equality, so that no extension is needed.
  constraint calendar_occurrences_not_twice
    exclude using gist (int8range(calendar_number, calendar_number, '[]') with &&, tstzrange(starts_at, ends_at) with &&)
    where (is_exclusive)
);
create index calendar_occurrences_in_order on calendar_occurrences (calendar_id, starts_at);
create index calendar_occurrences_long on calendar_occurrences (calendar_id) where ends_at - starts_at > interval '7 days';

create table calendar_attendees (
  object_id uuid not null references calendar_objects on delete cascade,
  -- Address as the object has it, in small letters: `mailto:…`, or `urn:uuid:…` for a room.
  address text not null,
  name text not null default '',
  is_optional boolean not null,
  answer text not null check (answer in ('needs_action', 'accepted', 'declined', 'tentative')),
  account_id text references accounts on delete set null,
  primary key (object_id, address)
);
create index calendar_attendees_by_account on calendar_attendees (account_id);

-- Addresses that a calendar program reads without a password: whoever knows one reads. Only the hash is kept.
create table calendar_feeds (
  id uuid primary key default gen_random_uuid(),
  calendar_id uuid not null references calendars on delete cascade,
  account_id text not null references accounts on delete cascade,
  label text not null check (label <> '' and length(label) <= 120),
  -- Titles and places, or only when the time is taken.
  detail text not null check (detail in ('full', 'busy')),
  key_hash text not null unique,
  made_at timestamptz not null,
  last_read_on date,
  revoked_at timestamptz
);
create index calendar_feeds_by_account on calendar_feeds (account_id);
