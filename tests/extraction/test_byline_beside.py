"""Names that nothing marks but the date or the label beside them."""

from __future__ import annotations

import pytest

H1 = "<h1>Old Bridge to be repaired by autumn</h1>"


def names(found):
    return [author.name for author in found.authors]


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Anna Writer |</span> <span>23.11.2026</span></div>",
        "<p>Anna Writer · November 23, 2026</p>",
        "<p>Anna Writer | Senior Writer | November 23, 2026</p>",
        "<div><time>23 November 2026</time></div><p><b>Anna Writer</b></p>",
    ],
)
def test_a_name_beside_the_date_signs(fields_of, line):
    assert names(fields_of(f"{H1}{line}<p>The bridge is old.</p>")) == ["Anna Writer"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<p>Reading Time</p><p>23 November 2026</p>", "counts"),
        ("<p>After The Flood</p><p>23 November 2026</p>", "opens with a stop word"),
        ("<p>Town News</p><p>23 November 2026</p><p>The town has news.</p>", "words of the page"),
        ("<p>River Weser</p><p>23 November 2026</p><a href='/x'>River Weser</a>", "a section"),
        ("<p>BAD MUSTERSTADT</p><p>23 November 2026</p>", "a place"),
        ("<p>Anna Writer</p>", "no date"),
        ("<p>Old Bridge</p><p>23 November 2026</p>", "named in the headline"),
    ],
)
def test_other_words_beside_the_date_do_not(fields_of, line, why):
    assert fields_of(f"{H1}{line}").authors == [], why


def test_who_stands_after_a_label_signs(fields_of):
    facts = "<ul><li><strong>Datum</strong> 23.11.2026</li>"
    facts += "<li><strong>Autorin/Autor</strong> Anna Muster</li></ul>"
    found = fields_of(f"{H1}<p>Die Brücke ist alt.</p>{facts}", lang="de")
    assert names(found) == ["Anna Muster"]


def test_labels_of_two_people_name_neither(fields_of):
    facts = "".join(f"<p><b>Author:</b> {name}</p>" for name in ("Anna Writer", "Ben Other"))
    assert fields_of(f"{H1}<p>The bridge is old.</p>{'<p>Text.</p>' * 200}{facts}").authors == []
