-- Whoever sees unlawful words may say so without an account: their link reports them.
alter table proposal_links drop constraint proposal_links_purpose_check;
alter table proposal_links add constraint proposal_links_purpose_check
  check (purpose in ('publish', 'support', 'comment', 'follow', 'coauthor', 'key', 'report'));

-- Supports are counted a statement at a time: a merge that carries a thousand of them writes the proposal once.
drop trigger proposal_supports_counted on proposal_supports;
drop function count_supports();

create function count_supports() returns trigger language plpgsql as $$
begin
  update proposals set support_count = support_count + changed.rows * case tg_op when 'INSERT' then 1 else -1 end
    from (select proposal_id, count(*)::int as rows from changed_supports group by proposal_id) changed
    where proposals.id = changed.proposal_id;
  return null;
end $$;
create trigger proposal_supports_added after insert on proposal_supports
  referencing new table as changed_supports for each statement execute function count_supports();
create trigger proposal_supports_removed after delete on proposal_supports
  referencing old table as changed_supports for each statement execute function count_supports();
