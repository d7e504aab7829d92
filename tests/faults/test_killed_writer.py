"""A writer killed at any moment leaves the old state or the new one, whole."""

import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from clientbase.base import ClientBase

NOON = datetime(2026, 11, 1, 12)

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from clientbase.base import ClientBase

base = ClientBase.open(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with base.write(datetime(2026, 11, 1, 12)) as copy:
        (last,) = copy.connection.execute("select last_id from counters where name = 'event'").fetchall()[0]
        for _ in range(20):
            copy.journal("batch", "{}")
        big = "create or replace table big as select range as n, $n as batch from range(20000)"
        copy.connection.execute(big, {"n": last})
"""


def state(base: ClientBase) -> tuple[int, int]:
    """Return the journal's length and the batch that the big table is of."""
    with base.read() as connection:
        (events,) = connection.execute("select count(*) from journal").fetchall()[0]
        exists = connection.execute("select 1 from duckdb_tables() where table_name = 'big'").fetchall()
        batch = connection.execute("select min(batch), max(batch), count(*) from big").fetchall()[0] if exists else None
    if batch is None:
        assert events == 0
        return 0, 0
    assert batch[0] == batch[1]
    assert batch[2] == 20000
    return events, batch[0]


def test_ten_kills_leave_a_whole_state(tmp_path: Path) -> None:
    """After each of ten kills at random moments the base opens, its tables agree, and the next writer goes on."""
    base = ClientBase.create(tmp_path / "base", "", NOON)
    moments = random.Random(20261101)
    last = 0
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", WRITER, base.folder], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.02, 0.5))
            writer.kill()
        events, batch = state(base)
        assert events % 20 == 0
        assert events >= last
        assert events == 0 or events == batch + 20
        last = events
    with base.write(NOON) as copy:
        copy.journal("after", "{}")
    assert list(base.folder.glob(".clients*")) == []
    assert last > 0
