-- Parties that join or leave a shared service while it runs: on a day, told ahead. Years that were stated do not move.
alter table shared_services
  -- What the agreement says of a year in which a party comes or goes: counted for its days, or for whole years.
  add column moving_year text not null default 'time' check (moving_year in ('time', 'next_year')),
  -- Notice that a party gives before it leaves, in months.
  add column notice_months integer not null default 0 check (notice_months between 0 and 60);

alter table shared_service_parties
  -- Null for those that were there at the start.
  add column joined_on date,
  -- Its deliberation, and what the others agreed to.
  add column joined_by text not null default '',
  add column notice_on date,
  -- Its last day in the service.
  add column leaves_on date,
  add column leaves_by text not null default '',
  -- What the agreement makes it pay for leaving, to the host, beside its share of its last year.
  add column exit_cents bigint not null default 0 check (exit_cents >= 0),
  add column exit_reason text not null default '',
  add check ((joined_on is null) = (joined_by = '')),
  add check ((notice_on is null) = (leaves_on is null)),
  add check ((leaves_on is null) = (leaves_by = '')),
  add check (leaves_on >= notice_on),
  add check (leaves_on >= joined_on),
  -- Without its host there is no service: it is ended.
  add check (leaves_on is null or not is_host),
  add check (joined_on is null or not is_host),
  add check ((exit_cents = 0) = (exit_reason = '')),
  add check (exit_cents = 0 or leaves_on is not null);

create or replace function keep_shared_service() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (('prepared', 'prepared'), ('prepared', 'running'), ('running', 'running'),
                                      ('running', 'ended'), ('ended', 'ended')) then
    raise exception 'a shared service does not go from % to %', old.status, new.status
      using errcode = 'restrict_violation';
  end if;
  if old.status <> 'prepared' and (new.baseline_year, new.starts_on) is distinct from (old.baseline_year, old.starts_on) then
    raise exception 'a service that runs keeps the year it is compared with' using errcode = 'restrict_violation';
  end if;
  if new.moving_year <> old.moving_year and exists (
    select from shared_service_parties where service_id = new.id and (joined_on is not null or leaves_on is not null)) then
    raise exception 'a party has moved by the rule of the agreement: it stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Who took part at the start, and what each did before, is what the councils voted on. While the service runs a party may join
-- or say that it leaves, in years that are not stated; what a newcomer did before is written until its first statement.
create or replace function keep_shared_service_parties() returns trigger language plpgsql as $$
declare
  party uuid;
  service uuid;
  moved integer;
  movement constant text[] := array['notice_on', 'leaves_on', 'leaves_by', 'exit_cents', 'exit_reason'];
begin
  if tg_table_name = 'shared_service_parties' then
    service := case when tg_op = 'DELETE' then old.service_id else new.service_id end;
  else
    party := case when tg_op = 'DELETE' then old.party_id else new.party_id end;
    select service_id into service from shared_service_parties where id = party;
  end if;
  if not exists (select from shared_services where id = service and status <> 'prepared') then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_table_name = 'shared_service_baselines' then
    if exists (select from shared_service_parties where id = party and joined_on is not null)
       and not exists (select from shared_service_shares where party_id = party) then
      return case when tg_op = 'DELETE' then old else new end;
    end if;
    raise exception 'the service runs: its % stay', tg_table_name using errcode = 'restrict_violation';
  end if;
  if tg_op = 'INSERT' and new.joined_on is not null then
    moved := extract(year from new.joined_on);
  elsif tg_op = 'UPDATE' and to_jsonb(new) - movement = to_jsonb(old) - movement then
    moved := extract(year from least(new.leaves_on, old.leaves_on));
  else
    raise exception 'the service runs: its % stay', tg_table_name using errcode = 'restrict_violation';
  end if;
  if exists (select from shared_service_statements where service_id = service and year >= moved) then
    raise exception 'the statement of % was issued', moved using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- A key is adopted by every party that it binds: those that are still there in its first year.
create or replace function keep_shared_service_key() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'a key that was proposed stays' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.status <> 'draft' and (new.method, new.weights, new.remainder, new.from_year, new.number)
     is distinct from (old.method, old.weights, old.remainder, old.from_year, old.number) then
    raise exception 'a key that was proposed is not rewritten' using errcode = 'restrict_violation';
  end if;
  if (old.status, new.status) not in (('draft', 'draft'), ('draft', 'proposed'), ('proposed', 'proposed'),
      ('proposed', 'adopted'), ('proposed', 'refused'), ('adopted', 'adopted'), ('refused', 'refused')) then
    raise exception 'a key does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if old.status = 'proposed' and new.status = 'adopted' and exists (
    select from shared_service_parties as party where party.service_id = new.service_id
      and (party.leaves_on is null or extract(year from party.leaves_on) >= new.from_year)
      and not exists (
        select from shared_service_adoptions where key_id = new.id and party_id = party.id and verdict = 'adopted')) then
    raise exception 'a key is adopted when every party has adopted it' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
