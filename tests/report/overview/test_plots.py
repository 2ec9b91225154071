"""Plots: what is drawn, and that no word of others becomes mark-up."""

import re
from datetime import date, timedelta

from scrapers.report.overview.plots import Column, article_columns, bars, cells, columns, spark

DAYS = [date(2026, 11, 1) + timedelta(days=n) for n in range(400)]
HOSTILE = "\"><script>alert(1)</script>\u0000<b onclick='x'>"


def heights(svg, kind):
    path = "".join(re.findall(rf'<path class="{kind}" d="([^"]*)"', svg))
    return [float(one) for one in re.findall(r"v([\d.]+)", path)]


def test_a_column_is_as_high_as_its_share_of_the_most():
    assert heights(spark(DAYS[:3], [10, 5, 0], [0, 0, 0]), "fresh") == [40, 20]


def test_a_day_that_is_not_known_is_no_nought():
    drawn = spark(DAYS[:3], [None, 0, 4], [None, 0, 0])
    assert len(heights(drawn, "gap")) == 1


def test_what_is_there_can_be_seen():
    assert min(heights(spark(DAYS[:2], [100_000, 1], [0, 0]), "fresh")) > 1


def test_archives_do_not_flatten_the_days():
    drawn = spark(DAYS[:2], [10, 10], [90_000, 0])
    assert min(heights(drawn, "fresh")) > 30


def test_no_column_leaves_the_plot():
    drawn = columns([Column("a", (("fresh", 3), ("late", 90)))], most=5)
    assert sum(heights(drawn, "fresh") + heights(drawn, "late")) <= 40


def test_of_many_days_a_week_is_a_column():
    drawn, _ = article_columns(DAYS, [1] * 400, [0] * 400)
    assert drawn.count("<title>") == 58
    assert re.search(r"<title>\d+ \w+ to \d+ \w+: 7</title>", drawn)


def test_names_are_text():
    drawn = [bars([(HOSTILE, 1)]), columns([Column(HOSTILE, ())]), cells([(HOSTILE, 0.5)])]
    assert not re.search(r"<script|<b on|\x00", "".join(drawn))


def test_an_unknown_figure_has_no_bar():
    assert 'w0"' in bars([("a", None), ("b", 3)])


def test_plots_of_nothing_are_plots():
    assert all(one.endswith("</svg>") for one in (spark([], [], []), columns([]), cells([])))
