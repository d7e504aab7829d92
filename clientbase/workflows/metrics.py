"""metrics: the tables of recency, frequency and money, of lifetime value, and of cohorts."""

from datetime import date

from clientbase import pipeline
from clientbase.workflows.tables import Row, Table, result_table
from clientbase.workflows.views import View


def rfm(view: View) -> Table:
    """Return one row per buyer, the best first: recency_days, frequency, monetary and their quintiles (5 is best)."""
    return result_table("RFM", pipeline.select(view.connection, "4_metrics/rfm_listing"))


def ltv(view: View) -> Table:
    """Return one row per buyer, the most valuable first: ltv_historic is revenue net of returns."""
    return result_table("LTV", pipeline.select(view.connection, "4_metrics/ltv_listing"))


def cohorts(view: View) -> Table:
    """Return one row per cohort month and observed month: clients, active clients, retention rate."""
    return result_table("Cohorts", pipeline.select(view.connection, "4_metrics/cohort_listing"))


def cohort_matrix(listing: Table) -> Table:
    """Return one row per cohort with a column per month since; what could not be observed yet is None, never 0."""
    by_cohort: dict[date, dict[int, float]] = {}
    sizes: dict[date, int] = {}
    for month, period, clients, _, rate in listing.rows:
        by_cohort.setdefault(month, {})[period] = rate
        sizes[month] = clients
    periods = range(max((max(cells) for cells in by_cohort.values()), default=-1) + 1)
    rows: list[Row] = [(m, sizes[m], *(cells.get(p) for p in periods)) for m, cells in by_cohort.items()]
    return Table(listing.title, ("cohort_month", "clients", *(str(p) for p in periods)), tuple(rows))
