-- Calls for projects: what is asked, of whom, by which criteria, with which money, until when.
create table calls (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  summary text not null,
  rules_text text not null,
  legal_basis text not null,
  -- Kinds of bodies that may apply.
  applicants text[] not null check (cardinality(applicants) > 0 and
    applicants <@ array['association', 'foundation', 'cooperative', 'company', 'public_body']),
  engagement text not null check (engagement in ('inform', 'consult', 'involve', 'collaborate', 'codecide')),
  measure_id uuid references measures,
  -- The deliberation that approved the rules; the one that decided is on the decisions.
  rules_deliberation_id uuid references deliberations,
  cloned_from uuid references calls,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- Day by which applicants were told that they would know.
  answer_on date not null,
  -- Jurors who read each file; null: all of them.
  readers_per_file smallint check (readers_per_file >= 2),
  tie_rule text not null check (tie_rule in ('receipt', 'smaller_request', 'larger_request')),
  -- Shares of the grant paid one after the other, in percent; the last one after the report.
  instalments smallint[] not null default '{70,30}',
  contact text not null default '',
  -- Facts that the question "grant or public contract?" was answered with (rule SUB-01), and when.
  legal_facts jsonb,
  legal_checked_on date,
  agreement_template text not null default '',
  status text not null default 'draft' check (status in ('draft', 'open', 'jury', 'arbitrated', 'decided', 'closed_out')),
  -- Applications are numbered in the order of their receipt.
  last_number integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (opens_at < closes_at),
  check ((legal_facts is null) = (legal_checked_on is null))
);
create index calls_by_closing on calls (closes_at desc, id);

create table call_criteria (
  call_id uuid not null references calls on delete cascade,
  number smallint not null check (number > 0),
  label text not null check (label <> ''),
  weight smallint not null check (weight between 1 and 100),
  -- What the lowest, middle and highest marks mean, so that two jurors give the same mark for the same thing.
  scale text not null check (scale <> ''),
  highest smallint not null default 10 check (highest between 1 and 100),
  primary key (call_id, number)
);

create table call_envelopes (
  call_id uuid not null references calls on delete cascade,
  number smallint not null check (number > 0),
  label text not null check (label <> ''),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (call_id, number)
);

-- The application form. A version that applications were made with never changes: another one follows it.
create table call_forms (
  call_id uuid not null references calls on delete cascade,
  version smallint not null check (version > 0),
  questions jsonb not null,
  primary key (call_id, version)
);

create table call_jurors (
  call_id uuid not null references calls on delete cascade,
  account_id text not null references accounts,
  is_chair boolean not null default false,
  primary key (call_id, account_id)
);
create unique index one_chair_per_call on call_jurors (call_id) where is_chair;

-- What was published does not change: neither the text, nor the criteria, nor the money, nor the closing time.
create function keep_open_calls() returns trigger language plpgsql as $$
begin
  if old.status = 'draft' then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'DELETE' then
    raise exception 'call % is published: it is not deleted', old.code using errcode = 'restrict_violation';
  end if;
  if (new.code, new.title, new.summary, new.rules_text, new.legal_basis, new.applicants, new.engagement,
      new.rules_deliberation_id, new.opens_at, new.closes_at, new.answer_on, new.readers_per_file, new.tie_rule,
      new.instalments, new.legal_facts, new.legal_checked_on, new.cloned_from)
    is distinct from
     (old.code, old.title, old.summary, old.rules_text, old.legal_basis, old.applicants, old.engagement,
      old.rules_deliberation_id, old.opens_at, old.closes_at, old.answer_on, old.readers_per_file, old.tie_rule,
      old.instalments, old.legal_facts, old.legal_checked_on, old.cloned_from)
    or new.status = 'draft' then
    raise exception 'call % is published: its rules no longer change', old.code using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger calls_kept before update or delete on calls for each row execute function keep_open_calls();

create function keep_open_call_parts() returns trigger language plpgsql as $$
declare
  call_status text;
begin
  select status into call_status from calls where id = coalesce(new.call_id, old.call_id);
  if call_status is null or call_status = 'draft' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- The form may be mended while people apply, by a version that follows; the jury may change until it sits.
  if tg_table_name = 'call_forms' and tg_op = 'INSERT' and call_status = 'open' then return new; end if;
  if tg_table_name = 'call_jurors' and call_status = 'open' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  raise exception '% of a published call no longer change', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger call_criteria_kept before insert or update or delete on call_criteria
  for each row execute function keep_open_call_parts();
create trigger call_envelopes_kept before insert or update or delete on call_envelopes
  for each row execute function keep_open_call_parts();
create trigger call_forms_kept before insert or update or delete on call_forms
  for each row execute function keep_open_call_parts();
create trigger call_jurors_kept before insert or update or delete on call_jurors
  for each row execute function keep_open_call_parts();

create table applications (
  id uuid primary key default gen_random_uuid(),
  call_id uuid not null references calls,
  -- Given at submission, in the order of receipt.
  number integer check (number > 0),
  organisation_id uuid references organisations,
  form_version smallint not null,
  -- What the applicant typed, field by field, whether it is right or not yet: a draft loses nothing.
  typed jsonb not null default '{}',
  -- The same once checked and sent.
  dossier jsonb,
  title text not null default '',
  applicant_name text not null default '',
  requested_cents bigint check (requested_cents > 0),
  status text not null default 'draft' check (status in
    ('draft', 'submitted', 'eligible', 'ineligible', 'granted', 'granted_on_condition', 'waiting', 'refused', 'withdrawn')),
  received_at timestamptz,
  -- Why it is not eligible, or was refused, or on which condition it was granted.
  reasons text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  unique (call_id, number),
  foreign key (call_id, form_version) references call_forms,
  check ((status = 'draft') = (received_at is null)),
  check (received_at is null or (number is not null and dossier is not null and requested_cents is not null)),
  check (status not in ('ineligible', 'refused', 'granted_on_condition') or reasons <> '')
);
create index applications_by_call on applications (call_id, status, number);
create index applications_by_organisation on applications (organisation_id) where organisation_id is not null;

-- Those who write it: one holder, and those invited.
create table application_people (
  application_id uuid not null references applications on delete cascade,
  account_id text not null references accounts,
  is_holder boolean not null,
  primary key (application_id, account_id)
);
create unique index one_holder_per_application on application_people (application_id) where is_holder;
create index application_people_by_account on application_people (account_id);

-- Waits for the person who signs in with that address; as holder: the application changes hands.
create table application_invitations (
  application_id uuid not null references applications on delete cascade,
  email text not null check (email = lower(email)),
  as_holder boolean not null,
  invited_at timestamptz not null,
  primary key (application_id, email)
);
create index application_invitations_by_email on application_invitations (email);

-- Pieces that were missing: while one is awaited, the period after which silence is a refusal does not run (CRPA L114-5).
create table piece_requests (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications on delete cascade,
  items text not null check (items <> ''),
  asked_on date not null,
  answer_by date not null check (answer_by >= asked_on),
  answered_on date check (answered_on >= asked_on),
  answer text not null default ''
);
create unique index one_open_request_per_application on piece_requests (application_id) where answered_on is null;
create index piece_requests_by_application on piece_requests (application_id, asked_on);

create table application_files (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications on delete cascade,
  -- The question that it answers, or the request.
  field text not null,
  piece_request_id uuid references piece_requests on delete cascade,
  name text not null check (name <> ''),
  media_type text not null,
  size_bytes integer not null check (size_bytes > 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  scan text not null check (scan in ('clean', 'not_scanned')),
  bytes bytea not null,
  added_at timestamptz not null
);
create index application_files_by_application on application_files (application_id, field);

-- What happened to each application, and who did it; never rewritten.
create table application_events (
  id bigint generated always as identity primary key,
  application_id uuid not null references applications on delete cascade,
  happened_at timestamptz not null,
  actor_id text references accounts,
  actor_name text not null,
  event text not null check (event <> ''),
  note text not null default ''
);
create index application_events_by_application on application_events (application_id, id);

-- What was received is kept as it was received.
create function keep_received_applications() returns trigger language plpgsql as $$
begin
  if old.received_at is null then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'DELETE' then
    raise exception 'application % was received: it is not deleted', old.id using errcode = 'restrict_violation';
  end if;
  if (new.number, new.received_at, new.typed, new.dossier, new.title, new.applicant_name, new.requested_cents, new.form_version)
    is distinct from
     (old.number, old.received_at, old.typed, old.dossier, old.title, old.applicant_name, old.requested_cents, old.form_version) then
    raise exception 'application % was received: what it says no longer changes', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger applications_kept before update or delete on applications
  for each row execute function keep_received_applications();
create function refuse_application_event_change() returns trigger language plpgsql as $$
begin
  -- A draft that is thrown away takes its events with it.
  if tg_op = 'DELETE' and not exists (select from applications where id = old.application_id) then return old; end if;
  raise exception 'application_events is append-only' using errcode = 'restrict_violation';
end $$;
create trigger application_events_append_only before update or delete on application_events
  for each row execute function refuse_application_event_change();
