-- One row per contact and row key that it is known by, with the key's digest: what a review file remembers of a contact.
select contact_id, left(md5(concat_ws('/', source, row_key)), 6) as digest
from contact_keys
where contact_id in (select unnest($contact_ids))
order by contact_id, digest
