-- Elected members with an interest in an application: they take part at no stage (CGCT L2131-11, L1111-6).
create table interested_members (
  application_id uuid not null references applications,
  member_name text not null check (member_name <> ''),
  link text not null check (link <> ''),
  primary key (application_id, member_name)
);

-- What the council decided of each application.
create table award_decisions (
  application_id uuid primary key references applications,
  deliberation_id uuid not null references deliberations,
  decided_on date not null,
  decision text not null check (decision in ('granted', 'granted_on_condition', 'waiting', 'refused')),
  amount_cents bigint check (amount_cents > 0),
  reasons text not null default '',
  check ((decision in ('granted', 'granted_on_condition')) = (amount_cents is not null)),
  check (decision = 'granted' or reasons <> '')
);
create index award_decisions_by_deliberation on award_decisions (deliberation_id);
create trigger award_decisions_append_only before update or delete or truncate on award_decisions
  for each statement execute function refuse_change();

-- The agreement: its text as it was filled in, its signatures, the day from which it binds.
create table grant_agreements (
  application_id uuid primary key references award_decisions,
  text text not null check (text <> ''),
  drafted_on date not null,
  signed_by_holder_on date,
  signed_by_mayor_on date,
  notified_on date,
  -- Six months after the end of the financial year that the grant is for (loi 2000-321, art. 10).
  report_due_on date not null,
  finished_on date,
  check (signed_by_mayor_on is null or signed_by_holder_on is not null),
  check (notified_on is null or (signed_by_mayor_on is not null and notified_on >= signed_by_mayor_on)),
  check (finished_on is null or notified_on is not null)
);
create function keep_signed_agreements() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.signed_by_holder_on is null then return old; end if;
  if tg_op = 'DELETE' or (old.signed_by_holder_on is not null and new.text <> old.text) then
    raise exception 'a signed agreement does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger grant_agreements_kept before update or delete on grant_agreements
  for each row execute function keep_signed_agreements();

create table grant_instalments (
  application_id uuid not null references grant_agreements on delete cascade,
  number smallint not null check (number > 0),
  share smallint not null check (share between 1 and 100),
  amount_cents bigint not null check (amount_cents >= 0),
  -- The last of several waits for the report.
  needs_report boolean not null,
  order_number text not null default '',
  ordered_on date,
  paid_on date,
  primary key (application_id, number),
  check ((ordered_on is null) = (order_number = '')),
  check (paid_on is null or (ordered_on is not null and paid_on >= ordered_on))
);
create unique index payment_order_numbers on grant_instalments (order_number) where order_number <> '';

-- What the project became, in the words and figures of those who did it.
create table grant_reports (
  application_id uuid primary key references grant_agreements,
  received_on date not null,
  spent_cents bigint not null check (spent_cents >= 0),
  people integer not null check (people >= 0),
  volunteer_hours integer not null check (volunteer_hours >= 0),
  outcome text not null check (outcome <> ''),
  checked_on date check (checked_on >= received_on),
  check_note text not null default '',
  reimbursement_cents bigint check (reimbursement_cents > 0),
  repaid_on date,
  check (reimbursement_cents is null or (checked_on is not null and check_note <> '')),
  check (repaid_on is null or reimbursement_cents is not null)
);
