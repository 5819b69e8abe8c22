-- More is said of an organisation: its usual name, why it belongs to the social economy, how to reach it.
alter table organisation_values drop constraint organisation_values_field_check;
alter table organisation_values add constraint organisation_values_field_check check (field in (
  'name', 'usual_name', 'acronym', 'legal_form', 'activity', 'ess', 'ess_reason', 'esus', 'size', 'founded_on',
  'presentation', 'website', 'email', 'telephone'));

-- What it answers for its page, field by field: shown to all, or kept for the town. Absent, the rule of the field holds.
create table organisation_consents (
  organisation_id uuid not null references organisations on delete cascade,
  field text not null check (field <> ''),
  is_public boolean not null,
  given_by text not null check (given_by <> ''),
  given_on date not null,
  primary key (organisation_id, field)
);

-- What organisations do, as a tree of two levels that a town may complete.
create table topics (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent_id text references topics,
  label_fr text not null check (label_fr <> ''),
  label_en text not null check (label_en <> ''),
  position integer not null default 0,
  check (parent_id is null or parent_id <> id)
);
create table organisation_topics (
  organisation_id uuid not null references organisations on delete cascade,
  topic_id text not null references topics,
  primary key (organisation_id, topic_id)
);
create index organisation_topics_by_topic on organisation_topics (topic_id);

insert into topics (id, parent_id, label_fr, label_en, position) values
  ('culture', null, 'Culture et patrimoine', 'Culture and heritage', 1),
  ('sport', null, 'Sport et plein air', 'Sport and outdoors', 2),
  ('solidarite', null, 'Solidarité et santé', 'Solidarity and health', 3),
  ('environnement', null, 'Environnement et réemploi', 'Environment and reuse', 4),
  ('education', null, 'Éducation et jeunesse', 'Education and youth', 5),
  ('economie', null, 'Économie et emploi', 'Economy and jobs', 6),
  ('cadre-de-vie', null, 'Quartiers et cadre de vie', 'Neighbourhoods', 7),
  ('citoyennete', null, 'Citoyenneté et droits', 'Citizenship and rights', 8);
insert into topics (id, parent_id, label_fr, label_en, position) values
  ('musique', 'culture', 'Musique et chant', 'Music and singing', 1),
  ('spectacle', 'culture', 'Théâtre, danse, cirque', 'Theatre, dance, circus', 2),
  ('patrimoine', 'culture', 'Patrimoine et mémoire', 'Heritage and memory', 3),
  ('lecture', 'culture', 'Lecture et écriture', 'Reading and writing', 4),
  ('sport-collectif', 'sport', 'Sports collectifs', 'Team sports', 1),
  ('sport-individuel', 'sport', 'Sports individuels', 'Individual sports', 2),
  ('plein-air', 'sport', 'Marche, vélo, nature', 'Walking, cycling, nature', 3),
  ('aide-alimentaire', 'solidarite', 'Aide alimentaire', 'Food aid', 1),
  ('handicap', 'solidarite', 'Handicap', 'Disability', 2),
  ('aines', 'solidarite', 'Aînés', 'Older people', 3),
  ('sante', 'solidarite', 'Santé et prévention', 'Health and prevention', 4),
  ('reemploi', 'environnement', 'Réemploi et réparation', 'Reuse and repair', 1),
  ('jardins', 'environnement', 'Jardins et biodiversité', 'Gardens and biodiversity', 2),
  ('energie', 'environnement', 'Énergie', 'Energy', 3),
  ('mobilites', 'environnement', 'Mobilités', 'Mobility', 4),
  ('petite-enfance', 'education', 'Petite enfance', 'Early childhood', 1),
  ('accompagnement-scolaire', 'education', 'Accompagnement scolaire', 'Help with school work', 2),
  ('jeunesse', 'education', 'Jeunesse et loisirs', 'Youth and leisure', 3),
  ('numerique', 'education', 'Numérique', 'Digital skills', 4),
  ('insertion', 'economie', 'Insertion par l’activité', 'Work integration', 1),
  ('artisanat', 'economie', 'Artisanat et commerce', 'Crafts and trade', 2),
  ('cooperation', 'economie', 'Coopératives et tiers lieux', 'Cooperatives and third places', 3),
  ('creation', 'economie', 'Création d’entreprise', 'New businesses', 4),
  ('quartiers', 'cadre-de-vie', 'Vie de quartier', 'Neighbourhood life', 1),
  ('logement', 'cadre-de-vie', 'Logement', 'Housing', 2),
  ('acces-aux-droits', 'citoyennete', 'Accès aux droits', 'Access to rights', 1),
  ('international', 'citoyennete', 'Solidarité internationale', 'International solidarity', 2);

-- Where it is found, and when.
create table establishments (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  name text not null default '',
  street text not null default '',
  postcode text not null default '',
  city text not null default '',
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  -- In the syntax of OpenStreetMap: `Mo-Fr 09:00-12:00`.
  opening_hours text not null default '',
  is_head_office boolean not null default false,
  version integer not null default 1,
  check ((lat is null) = (lon is null)),
  check (name <> '' or street <> '' or city <> '')
);
create index establishments_by_organisation on establishments (organisation_id);

-- Who does what there, between two days. Nobody is named in public unless they agreed.
create table organisation_people (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  name text not null check (name <> ''),
  role text not null check (role in ('president', 'treasurer', 'secretary', 'director', 'manager', 'contact', 'other')),
  email text not null default '',
  telephone text not null default '',
  from_on date,
  to_on date,
  -- The paper that proves the mandate: minutes of a general assembly.
  mandate text not null default '',
  is_public boolean not null default false,
  version integer not null default 1,
  check (to_on is null or from_on is null or from_on <= to_on)
);
create index organisation_people_by_organisation on organisation_people (organisation_id);

-- What binds one to another. Control makes them a single undertaking (regulation 2023/2831, art. 2).
create table organisation_ties (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  other_id uuid not null references organisations on delete cascade,
  kind text not null check (kind in ('member_of', 'controls', 'partner_of')),
  from_on date,
  to_on date,
  evidence text not null default '',
  version integer not null default 1,
  check (organisation_id <> other_id),
  check (to_on is null or from_on is null or from_on <= to_on),
  unique (organisation_id, other_id, kind)
);
create index organisation_ties_by_other on organisation_ties (other_id);

create table organisation_labels (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  name text not null check (name <> ''),
  issuer text not null check (issuer <> ''),
  obtained_on date,
  expires_on date,
  proof text not null default '',
  version integer not null default 1,
  check (expires_on is null or obtained_on is null or obtained_on <= expires_on)
);
create index organisation_labels_by_organisation on organisation_labels (organisation_id);

-- Who of the town met whom, about what, and what comes next. Read by those who work for the town.
create table organisation_meetings (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  held_on date not null,
  kind text not null check (kind in ('meeting', 'visit', 'call', 'mail', 'event')),
  participants text not null check (participants <> ''),
  about text not null check (about <> ''),
  next_step text not null default '',
  next_on date,
  is_done boolean not null default false,
  written_by text not null,
  version integer not null default 1,
  check (next_on is null or next_step <> '')
);
create index organisation_meetings_by_organisation on organisation_meetings (organisation_id, held_on desc);
create index organisation_meetings_to_come on organisation_meetings (next_on) where next_on is not null and not is_done;

-- What the town gave besides the lines of a file: premises, staff, gifts, contracts, grants of a call; and aid of other
-- funders that the organisation declared (same regulation, art. 6).
alter table grants
  alter column file_import_id drop not null,
  alter column file_line drop not null,
  add column kind text not null default 'grant'
    check (kind in ('grant', 'premises', 'staff', 'gift', 'contract', 'declared')),
  add column de_minimis text not null default 'unsaid' check (de_minimis in ('unsaid', 'none', 'general', 'sgei')),
  -- The object of another module that it comes from, once: `call_award` and its id.
  add column source_kind text,
  add column source_id text,
  -- Who gave, where it is not the town.
  add column grantor text not null default '',
  add column version integer not null default 1,
  add constraint grants_of_a_file check ((file_import_id is null) = (file_line is null)),
  add constraint grants_of_a_source check ((source_kind is null) = (source_id is null)),
  -- A contract pays for a service: it is no aid.
  add constraint contracts_are_no_aid check (kind <> 'contract' or de_minimis in ('unsaid', 'none')),
  add constraint declared_aid_says_who check (kind <> 'declared' or (grantor <> '' and de_minimis in ('general', 'sgei')));
create unique index grants_by_source on grants (source_kind, source_id) where source_kind is not null;

-- SIRET under which the town grants, each with its days: an act keeps the one of its day.
create table grantor_sirets (
  siret text primary key check (siret ~ '^[0-9]{14}$'),
  valid_from date not null unique
);

-- Who answers for an organisation on this site: by an account, or by a mailbox that gets links.
create table organisation_officers (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  account_id text references accounts on delete cascade,
  email text check (email = lower(email)),
  name text not null check (name <> ''),
  capacity text not null default '',
  status text not null default 'asked' check (status in ('asked', 'accepted', 'refused', 'ended')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason text not null default '',
  check ((account_id is null) <> (email is null)),
  check ((status = 'asked') = (decided_at is null))
);
create unique index organisation_officers_once on organisation_officers
  (organisation_id, coalesce(account_id, ''), coalesce(email, '')) where status in ('asked', 'accepted');
create index organisation_officers_by_account on organisation_officers (account_id) where status = 'accepted';

-- Links that were mailed. Only the hash is kept.
create table organisation_keys (
  token_hash text primary key,
  officer_id uuid not null references organisation_officers on delete cascade,
  purpose text not null check (purpose in ('edit', 'confirm')),
  expires_at timestamptz not null
);
create index organisation_keys_by_expiry on organisation_keys (expires_at);

-- The yearly question « is it still right? »: asked, and answered.
alter table organisations
  add column confirmed_on date,
  add column asked_to_confirm_on date,
  add column closed_on date,
  add column district_id text references districts;

-- What a visitor says is wrong. A person of the town or of the organisation decides.
create table organisation_corrections (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  field text not null,
  proposed text not null check (proposed <> ''),
  remark text not null default '',
  email text not null default '',
  status text not null default 'waiting' check (status in ('waiting', 'applied', 'refused')),
  sent_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason text not null default '',
  check ((status = 'waiting') = (decided_at is null))
);
create unique index organisation_corrections_once on organisation_corrections (organisation_id, field, md5(proposed))
  where status = 'waiting';
create index organisation_corrections_waiting on organisation_corrections (sent_at) where status = 'waiting';

-- Two records that somebody looked at and found to be two bodies.
create table organisation_pairs (
  one_id uuid not null references organisations on delete cascade,
  other_id uuid not null references organisations on delete cascade,
  reason text not null default '',
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);

-- Each merge with what it moved, so that it can be undone. Nothing of either record is erased or carried over.
create table organisation_merges (
  id uuid primary key default gen_random_uuid(),
  absorbed_id uuid not null references organisations on delete cascade,
  into_id uuid not null references organisations on delete cascade,
  -- Records that had given way to the absorbed one, and now give way to the other.
  moved text[] not null default '{}',
  reason text not null default '',
  merged_at timestamptz not null,
  merged_by text not null,
  undone_at timestamptz,
  undone_by text,
  check (absorbed_id <> into_id)
);
create unique index organisation_merges_standing on organisation_merges (absorbed_id) where undone_at is null;
create index organisations_merged_into on organisations (merged_into) where merged_into is not null;

-- A record gives way to one that stands: no chain, so that every question is answered in one step.
create function merge_into_standing() returns trigger language plpgsql as $$
begin
  if new.merged_into is not null and exists (
    select 1 from organisations o where o.id = new.merged_into and o.merged_into is not null) then
    raise exception 'organisation % gave way to another', new.merged_into using errcode = '23514';
  end if;
  return new;
end $$;
create trigger organisations_merge_into_standing before update of merged_into on organisations
  for each row execute function merge_into_standing();

-- How the columns of a file with those headers are read, once somebody said so.
create table column_mappings (
  kind text not null check (kind in ('organisations', 'grants')),
  -- SHA-256 of the headers, folded.
  header_digest text not null,
  headers text[] not null,
  columns jsonb not null,
  saved_by text not null,
  saved_on date not null,
  primary key (kind, header_digest)
);

-- The measure that the vitality of the network is evidence for.
create table vitality_measure (
  only_row boolean primary key default true check (only_row),
  measure_id uuid not null references measures
);

-- The same thing written twice at once is written once.
create unique index establishments_once on establishments (organisation_id, name, street, postcode, city);
create unique index organisation_people_once on organisation_people
  (organisation_id, name, role, coalesce(from_on, date '0001-01-01'));
create unique index organisation_labels_once on organisation_labels
  (organisation_id, name, issuer, coalesce(obtained_on, date '0001-01-01'));
create unique index organisation_meetings_once on organisation_meetings
  (organisation_id, held_on, kind, md5(participants || about));
create unique index grants_by_hand_once on grants (organisation_id, kind, granted_on, amount_cents, md5(subject || act_reference))
  where file_import_id is null and source_kind is null;
