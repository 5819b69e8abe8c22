-- When a grant is paid, as its file says it: the first day, the last one of a period, and what is written beside, such as
-- « Solde en 2018 ».
alter table grants
  add column paid_from date,
  add column paid_to date,
  add column payment_note text not null default '',
  add constraint grants_paid_in_order check (paid_to is null or (paid_from is not null and paid_from <= paid_to));
