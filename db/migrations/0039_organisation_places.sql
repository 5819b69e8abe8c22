-- A place that files brought: the next file that says another address moves it, until somebody rewrites it by hand.
alter table establishments
  add column is_imported boolean not null default false,
  add column siret text not null default '' check (siret = '' or siret ~ '^[0-9]{14}$');
create unique index establishments_by_siret on establishments (siret) where siret <> '';
create unique index establishments_imported_once on establishments (organisation_id) where is_imported;

-- What the last file said of the address, as one text: it is kept apart from the place, which people may rewrite or take away.
alter table organisation_values drop constraint organisation_values_field_check;
alter table organisation_values add constraint organisation_values_field_check check (field in (
  'name', 'usual_name', 'acronym', 'legal_form', 'activity', 'ess', 'ess_reason', 'esus', 'size', 'founded_on',
  'presentation', 'website', 'email', 'telephone', 'place'));

-- Numbers are written by hand too; taking a file of grants away takes the numbers that it brought.
alter table organisation_identifiers
  add column version integer not null default 1,
  add column file_import_id uuid references file_imports on delete set null;
create index organisation_identifiers_by_import on organisation_identifiers (file_import_id) where file_import_id is not null;
create index organisations_by_import on organisations (file_import_id) where file_import_id is not null;
