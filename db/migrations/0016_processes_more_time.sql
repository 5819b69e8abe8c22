-- Granting more time raises the version of a signed or open process: its status stays, and nothing else of it moves.
create or replace function keep_signed_process() returns trigger language plpgsql as $$
declare
  moving text[] := array['status', 'signed_on', 'opened_on', 'closed_on', 'answered_on', 'abandoned_on',
                         'abandoned_reason', 'decided_on', 'version'];
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'the process is %: it is not deleted', old.status using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.status = 'draft' and new.status = 'draft' then
    return new;
  end if;
  if old.status = new.status then
    moving := array['version'];
  elsif (old.status, new.status) not in (
    ('draft', 'signed'), ('draft', 'abandoned'), ('signed', 'open'), ('signed', 'abandoned'),
    ('open', 'closed'), ('open', 'abandoned'), ('closed', 'answered')
  ) then
    raise exception 'a process does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
     or (old.signed_on is not null and new.signed_on is distinct from old.signed_on)
     or (old.opened_on is not null and new.opened_on is distinct from old.opened_on)
     or (old.closed_on is not null and new.closed_on is distinct from old.closed_on) then
    raise exception 'the process is %: what was signed is not edited', old.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
