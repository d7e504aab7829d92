-- A name is judged by its column too: which word is the surname where the words themselves do not tell.

alter table cleaned_names add column context varchar default '';
