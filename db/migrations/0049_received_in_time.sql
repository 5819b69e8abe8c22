-- An application is received between the opening of its call and its closing, whatever wrote the row: what came a moment after is late.
create function refuse_late_applications() returns trigger language plpgsql as $$
declare
  published calls%rowtype;
begin
  select * into published from calls where id = new.call_id;
  if new.received_at < published.opens_at or new.received_at > published.closes_at then
    raise exception 'application % came outside the time of call %', new.id, published.code using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger applications_in_time before insert or update of received_at on applications
  for each row when (new.received_at is not null) execute function refuse_late_applications();
