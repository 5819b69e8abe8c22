-- An entry in the register of associations of Alsace-Moselle is one of a court: volumes and folios start again at each.
alter table organisation_identifiers
  add column court text not null default '' check (court = '' or scheme = 'alsace_moselle');
alter table organisation_identifiers drop constraint organisation_identifiers_organisation_id_scheme_value_key;
create unique index organisation_identifiers_once on organisation_identifiers (organisation_id, scheme, value, court);
