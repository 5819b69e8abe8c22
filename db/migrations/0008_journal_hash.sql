-- The content enters the chain by its own hash, so that an entry about a person, or about what is not public yet, can
-- be left out of what is published while the chain is still verified.
comment on column journal_entries.entry_hash is
  'sha256(previous_hash || E''\n'' || sha256(content)), both in hexadecimal; content is canonical JSON in UTF-8';
