-- What the chair says of the jury's work, in its minutes.
alter table calls add column minutes text not null default '';

-- Who reads what. A link that is declared sets the juror aside for that file: neither its marks nor its discussion.
create table reviews (
  application_id uuid not null references applications,
  account_id text not null references accounts,
  state text not null default 'assigned' check (state in ('assigned', 'recused', 'started', 'submitted')),
  -- When the juror said whether there is a link; nothing is read before.
  declared_at timestamptz,
  recusal_reason text not null default '',
  submitted_at timestamptz,
  comment text not null default '',
  primary key (application_id, account_id),
  check ((state = 'recused') = (recusal_reason <> '')),
  check (state = 'assigned' or declared_at is not null),
  check ((state = 'submitted') = (submitted_at is not null))
);
create index reviews_by_account on reviews (account_id, state);

create table review_scores (
  application_id uuid not null,
  account_id text not null,
  criterion smallint not null,
  mark smallint not null check (mark >= 0),
  comment text not null default '',
  primary key (application_id, account_id, criterion),
  foreign key (application_id, account_id) references reviews on delete cascade
);

-- Marks that were submitted change only once the chair has opened them again; a juror who is set aside has none.
create function keep_submitted_scores() returns trigger language plpgsql as $$
declare
  review_state text;
begin
  select state into review_state from reviews
    where application_id = coalesce(new.application_id, old.application_id)
      and account_id = coalesce(new.account_id, old.account_id);
  if review_state in ('submitted', 'recused') and not (tg_op = 'DELETE' and review_state = 'recused') then
    raise exception 'these marks are not open' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger review_scores_kept before insert or update or delete on review_scores
  for each row execute function keep_submitted_scores();

-- Ways to share the money, side by side; people choose one.
create table call_scenarios (
  id uuid primary key default gen_random_uuid(),
  call_id uuid not null references calls on delete cascade,
  name text not null check (name <> ''),
  method text not null check (method in ('strict', 'skip_and_fill', 'best_sum', 'proportional', 'by_hand')),
  -- Mark under which nothing is given, in hundredths of a mark out of ten; null: none.
  floor_hundredths smallint check (floor_hundredths between 0 and 1000),
  is_chosen boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (call_id, name)
);
create unique index one_chosen_scenario on call_scenarios (call_id) where is_chosen;

create table call_scenario_lines (
  scenario_id uuid not null references call_scenarios on delete cascade,
  application_id uuid not null references applications,
  envelope smallint not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (scenario_id, application_id, envelope)
);
