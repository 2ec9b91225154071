"""With a real pack on, no site of the annotated pages falls below the generic way."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean
from urllib.parse import urlsplit

import pytest

from scrapers.extraction import extract_page, parse
from scrapers.rulepacks import Shelf
from scrapers.testing.corpus import CORPUS, pages, scorer

PACK = CORPUS.parent / "ftr-site-config"
NOISE = 0.003

pytestmark = pytest.mark.skipif(
    not (CORPUS.exists() and PACK.exists()), reason=f"no annotated pages at {CORPUS}, or no {PACK}"
)


@pytest.mark.parametrize("name", ["aeb", "fundus", "wcxb"])
def test_no_site_is_worse_with_a_pack(name: str) -> None:
    shelf = Shelf([PACK])
    gains = defaultdict(list)
    for row, html in pages(name):
        url = row.get("url") or "https://paper.example/story"
        pack = shelf.find(urlsplit(url).hostname or "")
        if pack is not None:
            page = parse(html, url)
            both = (extract_page(page, pack=one).article for one in (None, pack))
            plain, found = (
                scorer().score_page(row, {"text": one.text, "paragraphs": one.paragraphs})
                for one in both
            )
            gains[pack.name].append(
                scorer().f1(found["sp"], found["sr"]) - scorer().f1(plain["sp"], plain["sr"])
            )
    assert {site: mean(some) for site, some in gains.items() if mean(some) < -NOISE} == {}
    assert mean(gain for some in gains.values() for gain in some) >= 0
