"""levels: where clients and the base stand, what is missing, and what it would unlock."""

from dataclasses import dataclass

from clientbase import pipeline
from clientbase.workflows.tables import Table, result_table
from clientbase.workflows.views import View


@dataclass(frozen=True, slots=True)
class LevelsSummary:
    """How many clients stand on each level, and each block's share with what filling it would lift."""

    levels: Table
    blocks: Table


def summarise_levels(view: View) -> LevelsSummary:
    """Return the base's levels; one row per level, one row per block."""
    levels = pipeline.select(view.connection, "4_metrics/level_counts")
    counted = result_table("Clients by level", levels)
    blocks = result_table("What is known", view.connection.execute("select * from level_blocks order by place"))
    return LevelsSummary(counted, blocks)


def client_levels(view: View) -> Table:
    """Return one row per client: its level and the blocks that miss."""
    sql = "select client_id, level, missing from client_levels order by client_id"
    return result_table("Levels", view.connection.execute(sql))
