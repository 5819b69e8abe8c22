-- A file that was read in, so that all it brought can be taken away again.
create table file_imports (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('organisations', 'grants')),
  file_name text not null,
  -- SHA-256 of its bytes, in hexadecimal: the same file twice is the same import.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  act_id uuid references official_acts,
  imported_at timestamptz not null,
  unique (kind, digest)
);

-- One row for each association, company or public body that the town knows.
create table organisations (
  id uuid primary key default gen_random_uuid(),
  -- The name shown: the local one where somebody corrected it, else that of the last import.
  name text not null check (name <> ''),
  status text not null default 'active' check (status in ('active', 'closed')),
  -- Two records of the same body: this one gave way to another, and keeps its id so that it can come back.
  merged_into uuid references organisations,
  merged_at timestamptz,
  is_public boolean not null default true,
  version integer not null default 1,
  -- The file that brought it, so that taking the file away takes it too.
  file_import_id uuid references file_imports,
  created_at timestamptz not null default now(),
  -- Text that people search in, without accents or capitals.
  search_text text not null default '',
  check (merged_into is null or merged_into <> id),
  check ((merged_into is null) = (merged_at is null))
);
create index organisations_by_name on organisations (name, id) where merged_into is null;

-- Numbers that name it, each with the days between which it was right: a body that moves changes SIRET.
create table organisation_identifiers (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  scheme text not null check (scheme in ('siren', 'siret', 'rna', 'alsace_moselle')),
  value text not null check (value <> ''),
  valid_from date,
  valid_to date,
  source text not null,
  check (valid_to is null or valid_from is null or valid_from <= valid_to),
  unique (organisation_id, scheme, value)
);
-- A SIREN or a SIRET names one body. A number of the RNA may be carried by two: a question, not an error.
create unique index organisation_by_number on organisation_identifiers (scheme, value) where scheme in ('siren', 'siret');
create index organisation_identifiers_by_value on organisation_identifiers (value);

-- What is said of it, by layer: what a file brought, and what somebody of the town or of the body corrected. A new import
-- writes its own layer only.
create table organisation_values (
  organisation_id uuid not null references organisations on delete cascade,
  field text not null check (
    field in ('name', 'acronym', 'legal_form', 'activity', 'ess', 'size', 'founded_on', 'presentation', 'website')),
  layer text not null check (layer in ('import', 'local')),
  value text not null,
  source text not null,
  recorded_on date not null,
  primary key (organisation_id, field, layer)
);

-- Money that the town gave, line by line as the file had it: two identical lines may be two payments.
create table grants (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  file_import_id uuid not null references file_imports on delete cascade,
  file_line integer not null check (file_line > 0),
  granted_on date,
  amount_cents bigint not null check (amount_cents >= 0),
  subject text not null,
  nature text not null,
  act_reference text not null,
  -- The name and number as they stood in the file.
  beneficiary_name text not null,
  beneficiary_number text not null,
  unique (file_import_id, file_line)
);
create index grants_by_organisation on grants (organisation_id, granted_on desc, id);
