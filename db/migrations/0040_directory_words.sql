-- The words that people search in: one is found by its beginning, in a directory of any size.
create index organisations_by_word on organisations using gin (to_tsvector('simple', search_text)) where merged_into is null;
