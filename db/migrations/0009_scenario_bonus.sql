-- The same bonus sent twice counted twice. One label, one bonus: those that share one are told apart first.
update scenario_synergies as one
set label = one.label || ' (' || left(one.id::text, 8) || ')'
where exists (
  select from scenario_synergies as other
  where other.scenario_id = one.scenario_id and other.label = one.label and other.id < one.id
);

alter table scenario_synergies add unique (scenario_id, label);
