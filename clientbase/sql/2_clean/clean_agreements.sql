-- One row per usable contract, subscription or warranty of every import not undone, typed and normalised.
with
    rows as (
        select stg_agreements.*, imports.source, column_contexts.of_field
        from stg_agreements
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    )

select
    rows.import_id,
    rows.sheet,
    rows.row_number,
    rows.line_number,
    rows.source,
    rows.person_row,
    nullif(type.value, '') as type,
    clean_text(rows.type) as type_text,
    try_cast(nullif(from_on.value, '') as date) as from_on,
    try_cast(nullif(to_on.value, '') as date) as to_on,
    try_cast(nullif(renewal_on.value, '') as date) as renewal_on,
    try_cast(nullif(amount.value, '') as decimal(18, 4)) as amount,
    clean_text(rows.period) as period,
    clean_text(rows.status) as status,
    rows.extra
from rows
left join cleaned_values as type
    on type.type = 'agreement_type' and type.ordinal = 1
    and type.context = rows.of_field['type'] and type.text = rows.type
left join cleaned_values as from_on
    on from_on.type = 'date' and from_on.ordinal = 1
    and from_on.context = rows.of_field['from_on'] and from_on.text = rows.from_on
left join cleaned_values as to_on
    on to_on.type = 'date' and to_on.ordinal = 1
    and to_on.context = rows.of_field['to_on'] and to_on.text = rows.to_on
left join cleaned_values as renewal_on
    on renewal_on.type = 'date' and renewal_on.ordinal = 1
    and renewal_on.context = rows.of_field['renewal_on'] and renewal_on.text = rows.renewal_on
left join cleaned_values as amount
    on amount.type = 'money' and amount.ordinal = 1
    and amount.context = rows.of_field['amount'] and amount.text = rows.amount
