"""The cleaned columns of a base, one row per contact row, for the floor and the peers; the truth does not belong in it.

python tests/bench/matching/cleaned.py BASE OUT.parquet
"""

import sys
from pathlib import Path

import duckdb

CLEANED = r"""
copy (
    select
        row_number() over (
            order by clean_contacts.import_id, clean_contacts.sheet, clean_contacts.row_number
        ) as unique_id,
        imports.file as source_file,
        clean_contacts.row_number as source_row,
        translate(lower(clean_contacts.first_name), 'ё', 'е') as first_name,
        translate(lower(clean_contacts.last_name), 'ё', 'е') as last_name,
        translate(lower(clean_contacts.patronymic), 'ё', 'е') as patronymic,
        -- people of the past are too old for a client's birthday, and not for who they were
        coalesce(
            strftime(clean_contacts.birth_date, '%Y-%m-%d'),
            nullif(regexp_extract(stg_contacts.birth_date, '^1[0-8]\d\d-\d\d-\d\d$'), '')
        ) as birth_date,
        lower(clean_contacts.city) as city,
        lower(clean_contacts.address) as address,
        clean_contacts.postcode,
        lower(clean_contacts.company_key) as company,
        clean_contacts.inn,
        phones.key as phone,
        phones.keys as phones,
        emails.key as email,
        emails.keys as emails
    from clean_contacts
    join stg_contacts using (import_id, sheet, row_number)
    join imports using (import_id)
    left join (
        select import_id, row_number, arg_min(key, ordinal) as key, list(distinct key order by key) as keys
        from clean_points where channel = 'phone' and key is not null group by all
    ) as phones using (import_id, row_number)
    left join (
        select import_id, row_number, arg_min(key, ordinal) as key, list(distinct key order by key) as keys
        from clean_points where channel = 'email' and key is not null group by all
    ) as emails using (import_id, row_number)
    where imports.undone_at is null
    order by unique_id
) to '{path}' (format parquet)
"""


def write_cleaned(base: Path, path: Path) -> None:
    """Write the cleaned columns of a base to a parquet file."""
    with duckdb.connect(str(base / "clients.duckdb"), read_only=True) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(CLEANED.format(path=path))


if __name__ == "__main__":
    write_cleaned(Path(sys.argv[1]), Path(sys.argv[2]))
