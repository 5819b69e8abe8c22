-- Whoever sees unlawful words may say so without an account: their link reports them.
alter table proposal_links drop constraint proposal_links_purpose_check;
alter table proposal_links add constraint proposal_links_purpose_check
  check (purpose in ('publish', 'support', 'comment', 'follow', 'coauthor', 'key', 'report'));
