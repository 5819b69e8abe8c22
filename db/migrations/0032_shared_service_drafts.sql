-- A draft of a key, which nobody voted on, may be dropped: a trigger for each statement refused that too, since dropping a key
-- asks for its votes to be dropped, even where there is none.
drop trigger shared_service_adoptions_append_only on shared_service_adoptions;
create trigger shared_service_adoptions_kept before update or delete on shared_service_adoptions
  for each row execute function refuse_change();
create trigger shared_service_adoptions_not_truncated before truncate on shared_service_adoptions
  for each statement execute function refuse_change();
