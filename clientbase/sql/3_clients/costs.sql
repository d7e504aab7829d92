-- One row per cost that counts today: of a day, channel, campaign and query that several reports hold, the newest report's rows.
-- A mended rejects file belongs to the report that it supplements. A cost of no channel or campaign is known by its other cells.
with
    keyed as (
        select
            clean_costs.*,
            current_imports.export_id,
            row(
                clean_costs.source, cost_on, period_from, period_to, channel, campaign, query,
                case when coalesce(channel, campaign, query) is null then concat_ws('|', amount, extra) end
            ) as cost_key
        from clean_costs
        join current_imports using (import_id)
        anti join superseded_rows using (import_id, row_number)
    )

select
    import_id, row_number, cost_on, period_from, period_to, channel, campaign, query, amount, impressions, clicks, leads
from keyed
qualify export_id = max(export_id) over (partition by cost_key)
