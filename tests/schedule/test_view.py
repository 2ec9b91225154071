"""What is shown while the scheduler runs."""

import io
from datetime import UTC, datetime, timedelta

from rich.console import Console

from scrapers.schedule.run import Run
from scrapers.schedule.scheduler import Line, told
from scrapers.schedule.view import board, said, view_for

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def run(**more):
    values = {"ended": NOW, "exit_code": 0, "reason": "finished", "started": NOW - MINUTE, **more}
    return Run(
        id=1, site="a", due=NOW, kind="schedule", alone=True, attempt=1, missed=0, host="h", pid=1,
        **values,
    )  # fmt: skip


def shown(*lines, room=10):
    console = Console(file=io.StringIO(), width=100)
    console.print(board(lines, NOW, room))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_without_a_terminal_what_happens_is_a_line_each():
    stream = io.StringIO()
    view_for(stream).say("a", "begun\n\x1b[2J", NOW)
    assert stream.getvalue().startswith("2026-11-25 06:00:00Z a: begun ")
    assert (stream.getvalue().count("\n"), "\x1b" in stream.getvalue()) == (1, False)


def test_the_table_begins_with_what_runs_and_what_waits():
    running = Line("c", run(ended=None, exit_code=None), None, NOW, waiting=False)
    waiting = Line("b", None, None, NOW, waiting=True)
    later = Line("a", None, run(), NOW + 90 * MINUTE, waiting=False)
    paused = Line("d", None, None, None, waiting=False)
    rows = shown(paused, later, waiting, running)
    assert [row[0] for row in rows[1:5]] == ["c", "b", "a", "d"]
    assert "running 1:00" in rows[1]
    assert "in 1 h 30 min" in rows[3]
    assert rows[-1] == "4 sites, 1 running, 1 waiting"


def test_the_table_ends_where_the_terminal_does():
    lines = [Line(f"s{number}", None, None, NOW, waiting=False) for number in range(50)]
    assert len(shown(*lines, room=5)) == 7


def test_a_result_says_what_came_and_what_is_wrong():
    counts = {"stored": {"new": 4}}
    assert told(run(counts=counts)) == "healthy, 4 new in 60 s"
    assert told(run(exit_code=3, verdict=("nothing was found",))) == (
        "lost, 0 new in 60 s: nothing was found"
    )


def test_a_line_names_the_site():
    assert said("a", "begun", NOW) == "2026-11-25 06:00:00Z a: begun"
