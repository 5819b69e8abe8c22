-- Words that people search deliberations in, without accents or capitals, and the order of their list.
alter table deliberations add column search_text text not null default '';
create index deliberations_by_date on deliberations (adopted_on desc, number desc, id desc);

-- One object may give several facts (the close of a vote: people who voted, hours of staff): `fact` says which one.
-- A form sends the key that it was shown with; a line of a file has its content as key. So fifty identical posts, or
-- the same file twice, leave one row.
alter table evidence add column fact text not null default '';
drop index evidence_once_per_source;
create unique index evidence_once_per_source on evidence (source_kind, source_id, fact) where source_id <> '';

-- A fact answers a line of its own measure, and a reversal takes back exactly what it reverses, once.
create function check_evidence() returns trigger language plpgsql as $$
declare
  reversed evidence%rowtype;
begin
  if new.line_id is not null
     and not exists (select from measure_lines where id = new.line_id and measure_id = new.measure_id) then
    raise exception 'evidence: the line belongs to another measure' using errcode = 'foreign_key_violation';
  end if;
  if new.reverses_id is not null then
    select * into reversed from evidence where id = new.reverses_id;
    if reversed.reverses_id is not null then
      raise exception 'evidence: a reversal is not reversed, record the fact again' using errcode = 'check_violation';
    end if;
    if (new.measure_id, new.day, new.kind, new.line_id, new.line_label, new.indicator, new.unit, -new.quantity)
       is distinct from (reversed.measure_id, reversed.day, reversed.kind, reversed.line_id, reversed.line_label,
                         reversed.indicator, reversed.unit, reversed.quantity) then
      raise exception 'evidence: a reversal takes back what was recorded, nothing else' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

create trigger evidence_checked before insert on evidence
  for each row execute function check_evidence();
