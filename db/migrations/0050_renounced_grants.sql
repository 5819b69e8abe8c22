-- A holder may renounce a grant until its agreement binds: the call can end without it.
alter table applications drop constraint applications_status_check;
alter table applications add constraint applications_status_check check (status in
  ('draft', 'submitted', 'eligible', 'ineligible', 'granted', 'granted_on_condition', 'waiting', 'refused', 'withdrawn', 'renounced'));

-- A grant on condition is paid once the town has found that its condition is met.
alter table grant_agreements add column condition text not null default '';
alter table grant_agreements add column condition_met_on date;
alter table grant_agreements add check (condition_met_on is null or condition <> '');
update grant_agreements g set condition = d.reasons
  from award_decisions d where d.application_id = g.application_id and d.decision = 'granted_on_condition';

create function refuse_early_payments() returns trigger language plpgsql as $$
begin
  if exists (select from grant_agreements where application_id = new.application_id
      and condition <> '' and condition_met_on is null) then
    raise exception 'the condition of grant % is not met', new.application_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger grant_instalments_on_condition before insert or update of ordered_on on grant_instalments
  for each row when (new.ordered_on is not null) execute function refuse_early_payments();
