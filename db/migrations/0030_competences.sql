-- Groupings of authorities and what they are competent for, as the last file of the State said.
create table groupings (
  siren text primary key check (siren ~ '^[0-9]{9}$'),
  name text not null check (name <> ''),
  -- Legal nature as the file writes it: "SIVU", "CA", "SMF"…
  nature text not null default '',
  imported_on date not null
);

-- Members by SIREN: communes, and groupings too.
create table grouping_members (
  siren text not null references groupings on delete cascade,
  member_siren text not null check (member_siren ~ '^[0-9]{9}$'),
  primary key (siren, member_siren)
);
create index grouping_members_by_member on grouping_members (member_siren);

create table grouping_competences (
  siren text not null references groupings on delete cascade,
  -- Of its name, for its address.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  primary key (siren, slug)
);
create index grouping_competences_by_slug on grouping_competences (slug, siren);

-- Files that were read in: the same file twice changes nothing.
create table competence_files (
  id uuid primary key default gen_random_uuid(),
  content_hash text not null unique check (content_hash <> ''),
  groupings integer not null check (groupings >= 0),
  imported_on date not null
);
