-- What was measured of each service level, a year at a time: promised beside done.
create table shared_service_readings (
  level_id uuid not null references shared_service_levels,
  year integer not null check (year between 2000 and 2100),
  measured numeric(14, 3) not null,
  -- Where the figure comes from.
  source text not null check (source <> ''),
  recorded_by_name text not null,
  recorded_on date not null,
  primary key (level_id, year)
);

-- A wrong reading is taken away and written again, until the year is reviewed.
create function keep_shared_service_reading() returns trigger language plpgsql as $$
declare
  reading shared_service_readings := case when tg_op = 'DELETE' then old else new end;
begin
  if exists (
    select from shared_service_reviews as review join shared_service_levels as level using (service_id)
    where level.id = reading.level_id and review.year = reading.year) then
    raise exception 'the year % was reviewed', reading.year using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger shared_service_readings_kept before insert or delete on shared_service_readings
  for each row execute function keep_shared_service_reading();
create trigger shared_service_readings_not_rewritten before update or truncate on shared_service_readings
  for each statement execute function refuse_change();
