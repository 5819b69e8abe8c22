-- Paper that came back signed: scans as they were received, and each page that was read in them. Nothing of it is deleted.
create table paper_scans (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  media_type text not null,
  size_bytes integer not null check (size_bytes > 0),
  -- SHA-256: the same file sent twice is kept once.
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  antivirus text not null check (antivirus in ('clean', 'not_scanned')),
  bytes bytea not null,
  received_at timestamptz not null,
  received_by text not null references accounts
);
create trigger paper_scans_append_only before update or delete or truncate on paper_scans
  for each statement execute function refuse_change();

create table paper_pages (
  scan_id uuid not null references paper_scans,
  position smallint not null check (position > 0),
  -- The page as a picture, upright; null where it could not be drawn: the scan itself is looked at then.
  picture bytea,
  state text not null check (state in ('filed', 'waiting', 'set_aside')),
  -- Why a person must look at it; empty when none did.
  fault text not null default '' check (fault in
    ('', 'no_code', 'several_codes', 'unknown_file', 'other_text', 'page_taken', 'no_page', 'unreadable', 'taken_out')),
  -- What its code said, or what a person chose.
  application_id uuid references applications,
  paper text check (paper in ('agreement', 'letter')),
  page smallint check (page > 0),
  pages smallint check (pages >= page),
  filed_at timestamptz,
  filed_by text references accounts,
  primary key (scan_id, position),
  check (state <> 'filed' or
    (application_id is not null and paper is not null and page is not null and pages is not null and filed_at is not null)),
  check ((filed_at is null) = (filed_by is null)),
  check (state <> 'waiting' or fault <> '')
);
-- A page is filed once; another picture of it waits until a person says which is kept.
create unique index paper_pages_filed_once on paper_pages (application_id, paper, page) where state = 'filed';
create index paper_pages_waiting on paper_pages (scan_id, position) where state = 'waiting';

create function keep_paper_pages() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a page that was received is not deleted' using errcode = 'restrict_violation';
  end if;
  if (new.scan_id, new.position, new.picture) is distinct from (old.scan_id, old.position, old.picture) then
    raise exception 'a page that was received does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger paper_pages_kept before update or delete on paper_pages
  for each row execute function keep_paper_pages();
create trigger paper_pages_not_truncated before truncate on paper_pages
  for each statement execute function refuse_change();
