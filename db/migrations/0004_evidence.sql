-- The ledger of facts: on this day, this cost, gain or indicator, this quantity. Corrected only by a reversing row.
create table evidence (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measures on delete restrict,
  day date not null,
  kind text not null check (kind in ('cost', 'gain', 'indicator')),
  -- The promised line that the fact answers; null for an unpromised one. Kept as a label too: lines may be rewritten.
  line_id uuid references measure_lines on delete set null,
  line_label text,
  indicator text check (indicator ~ '^[a-z][a-z0-9_]*$'),
  quantity numeric(16, 3) not null,
  unit text not null check (unit <> ''),
  -- What the fact comes from: a form, a file, or an object of another part of the product.
  source_kind text not null check (source_kind <> ''),
  source_id text not null default '',
  document text not null default '',
  note text not null default '',
  reverses_id uuid unique references evidence,
  recorded_by text references accounts,
  recorded_by_name text not null default '',
  recorded_at timestamptz not null default now(),
  check ((kind = 'indicator') = (indicator is not null)),
  check (unit <> 'cents' or quantity = trunc(quantity))
);
create index evidence_by_measure on evidence (measure_id, day, id);

-- The same fact from the same object or line of a file is recorded once, however often it is sent.
create unique index evidence_once_per_source on evidence (source_kind, source_id) where source_id <> '';

-- A measure's line may be rewritten: its label stays on the fact, and only the link may be cut.
create function keep_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.line_id is null
     and to_jsonb(new) - 'line_id' = to_jsonb(old) - 'line_id' then
    return new;
  end if;
  raise exception 'evidence is append-only: record a reversing row instead' using errcode = 'restrict_violation';
end $$;

create trigger evidence_append_only before update or delete on evidence
  for each row execute function keep_evidence();
create trigger evidence_not_truncated before truncate on evidence
  for each statement execute function refuse_change();
