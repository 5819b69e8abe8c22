-- What the host calls from each party during a year, what is paid, and what the statement leaves to pay or to give back.
create table shared_service_payments (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references shared_services,
  party_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  -- An advance called, an advance paid; then, after the statement, the rest paid, or what was too much given back.
  kind text not null check (kind in ('called', 'paid', 'settled', 'refunded')),
  cents bigint not null check (cents > 0),
  day date not null,
  -- Of a call: the day by which it is to be paid.
  due_on date check (due_on >= day),
  -- Number of the call or of the payment order.
  reference text not null check (reference <> '' and length(reference) <= 120),
  recorded_by_name text not null,
  recorded_on date not null,
  unique (party_id, year, kind, reference),
  foreign key (party_id, service_id) references shared_service_parties (id, service_id),
  check ((kind = 'called') = (due_on is not null))
);
create index shared_service_payments_by_year on shared_service_payments (service_id, year);

-- What the statement says was called and paid by then, and what leaving costs: kept with the share, to the cent.
alter table shared_service_shares
  add column called_cents bigint not null default 0 check (called_cents >= 0),
  add column paid_cents bigint not null default 0 check (paid_cents >= 0),
  add column exit_cents bigint not null default 0 check (exit_cents >= 0);

-- Advances belong to a year that is not stated yet, and may be taken away until then; what comes after is never taken away.
create function keep_shared_service_payment() returns trigger language plpgsql as $$
declare
  payment shared_service_payments := case when tg_op = 'DELETE' then old else new end;
  stated constant boolean := exists (
    select from shared_service_statements where service_id = payment.service_id and year = payment.year);
begin
  if stated = (payment.kind in ('called', 'paid')) or (stated and tg_op = 'DELETE') then
    raise exception 'no payment of that kind moves in %', payment.year using errcode = 'restrict_violation';
  end if;
  if exists (select from shared_service_parties where id = payment.party_id and is_host) then
    raise exception 'the host pays nothing to itself' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger shared_service_payments_kept before insert or delete on shared_service_payments
  for each row execute function keep_shared_service_payment();
create trigger shared_service_payments_not_rewritten before update or truncate on shared_service_payments
  for each statement execute function refuse_change();
