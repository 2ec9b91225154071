"""A floor under the fields on annotated pages: it falls when a change makes them worse."""

from __future__ import annotations

import gzip
import json
import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.extraction.fields import extract_fields
from scrapers.extraction.hints import Hints
from scrapers.extraction.page import parse
from scrapers.extraction.rules import RuleSet
from scrapers.extraction.structured import read_structured

ROOT = Path(__file__).parents[2]
PAGES = ROOT / os.environ.get("CORPUS", "../shared/corpus") / "fundus"

# Measured in November 2026 on the 143 pages of the set, site=None: 0.902, 0.940, 0.979.
FLOORS = {"headline": 0.899, "authors": 0.937, "date_published": 0.976}


def key(text):
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").lower()))


def days(stamp):
    return {stamp.date(), stamp.astimezone(UTC).date()} if stamp.tzinfo else {stamp.date()}


def f1(found, true):
    found, true = set(map(key, found)), set(map(key, true))
    return 2 * len(found & true) / (len(found) + len(true)) if found | true else 1.0


def score(row, fields):
    result = {"headline": float(key(fields.headline) == key(row["title"]))}
    if row.get("authors"):
        result["authors"] = f1([author.name for author in fields.authors], row["authors"])
    if row.get("date"):
        true = datetime.fromisoformat(row["date"])
        found = fields.date_published
        result["date_published"] = float(found is not None and bool(days(found) & days(true)))
    return result


@pytest.fixture(scope="module")
def figures():
    truth = PAGES / "truth.jsonl"
    if not truth.is_file():
        pytest.skip(f"no annotated pages at {PAGES}; set CORPUS")
    scores = {name: [] for name in FLOORS}
    for line in truth.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data = gzip.decompress((PAGES / "pages" / f"{row['id']}.html.gz").read_bytes())
        page = parse(data, row["url"])
        fields = extract_fields(page, read_structured(page), RuleSet(), Hints())
        for name, value in score(row, fields).items():
            scores[name].append(value)
    return {name: sum(values) / len(values) for name, values in scores.items()}


@pytest.mark.parametrize("name", FLOORS)
def test_a_field_is_no_worse_than_it_was(figures, name):
    assert figures[name] >= FLOORS[name]
