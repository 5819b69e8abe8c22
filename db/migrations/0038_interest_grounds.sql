-- Why a member steps aside: an interest of their own, or a seat in the body. A law that gives that seat shields the member from being
-- held interested by that fact alone, and still makes them step aside for a grant (CGCT L1111-6); a mere appointment does not shield.
alter table interested_members add column ground text not null default 'own_interest'
  check (ground in ('own_interest', 'appointed', 'appointed_by_law'));
