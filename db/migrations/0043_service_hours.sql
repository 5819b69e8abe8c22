-- When the people of a service work, and outside which hours they are asked nothing, in minutes after midnight. A service without a row has
-- the usual hours.
create table service_hours (
  service_id uuid primary key references services on delete cascade,
  opens_min integer not null,
  closes_min integer not null,
  break_from_min integer not null,
  break_to_min integer not null,
  reachable_from_min integer not null check (reachable_from_min >= 0),
  reachable_to_min integer not null check (reachable_to_min <= 1440),
  -- 1 for Monday … 7 for Sunday.
  weekdays integer[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
  check (reachable_from_min <= opens_min and opens_min < closes_min and closes_min <= reachable_to_min),
  check (opens_min <= break_from_min and break_from_min <= break_to_min and break_to_min <= closes_min)
);
