-- What somebody who has no account here was told of an event by mail: they are told again when it says something else.
create table calendar_mails (
  object_id uuid not null references calendar_objects on delete cascade,
  -- As the object has it: `mailto:…`.
  address text not null check (address like 'mailto:_%'),
  -- Digest of what the mail said.
  told text not null,
  told_at timestamptz not null,
  primary key (object_id, address)
);
