-- The territory that the town looks at on a map: communes with their outlines, brought in one file; the next file replaces them all.
create table territory (
  only_row boolean primary key default true check (only_row),
  -- Another one for each file: what was drawn of the one before is old.
  version uuid not null default gen_random_uuid(),
  -- Who made the outlines, as their licence asks to say it: `IGN, Admin Express 2026`.
  source text not null check (length(source) between 1 and 200),
  recorded_on date not null,
  recorded_by text not null
);

create table territory_communes (
  -- Code of the INSEE.
  insee_code text primary key check (insee_code ~ '^([0-9]{2}|2[AB])[0-9]{3}$'),
  name text not null check (length(name) between 1 and 100),
  -- Polygons, each a ring around and its holes, in millionths of a degree [longitude, latitude]; a ring does not repeat its first place.
  outline jsonb not null check (jsonb_typeof(outline) = 'array' and jsonb_array_length(outline) > 0),
  -- The box around it, in millionths of a degree.
  west integer not null,
  south integer not null,
  east integer not null check (east >= west),
  north integer not null check (north >= south)
);

-- In which commune a place stands, by its point. Worked out from the outlines; a point that moved is worked out again.
alter table establishments
  add column commune_code text references territory_communes on delete set null,
  add column is_located boolean not null default false;
create index establishments_by_commune on establishments (commune_code) where commune_code is not null;
create index establishments_to_locate on establishments (id) where not is_located and lat is not null;

create function forget_commune_of_moved_place() returns trigger language plpgsql as $$
begin
  new.commune_code := null;
  new.is_located := false;
  return new;
end $$;
create trigger establishments_moved before update of lat, lon on establishments
  for each row when ((new.lat, new.lon) is distinct from (old.lat, old.lon))
  execute function forget_commune_of_moved_place();
