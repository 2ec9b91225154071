"""Pages of one's own words, from their parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from scrapers.extraction.fields import Fields, extract_fields
from scrapers.extraction.hints import Hints
from scrapers.extraction.page import Page, parse
from scrapers.extraction.rules import RuleSet
from scrapers.extraction.structured import Structured, read_structured

URL = "https://paper.example/2026/town/bridge-to-be-repaired"

MakePage = Callable[..., Page]
MakeFields = Callable[..., Fields]
MakeStructured = Callable[..., Structured]


def json_ld(*nodes: Any) -> str:
    """Each node in a block of its own; text is put in as it is."""
    texts = (node if isinstance(node, str) else json.dumps(node) for node in nodes)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def build(
    body: str = "",
    *,
    head: str = "",
    ld: tuple[Any, ...] = (),
    meta: dict[str, str] | None = None,
    url: str = URL,
    lang: str = "en",
) -> Page:
    metas = "".join(
        f'<meta property="{name}" content="{value}">' for name, value in (meta or {}).items()
    )
    html = f'<html lang="{lang}"><head>{metas}{head}{json_ld(*ld)}</head><body>{body}</body></html>'
    return parse(html, url)


@pytest.fixture
def make_page() -> MakePage:
    return build


@pytest.fixture
def structured_of() -> MakeStructured:
    def make(body: str = "", **parts: Any) -> Structured:
        return read_structured(build(body, **parts))

    return make


@pytest.fixture
def fields_of() -> MakeFields:
    def make(
        body: str = "",
        *,
        rules: RuleSet | None = None,
        hints: Hints | None = None,
        day: Any = None,
        **parts: Any,
    ) -> Fields:
        page = build(body, **parts)
        return extract_fields(
            page, read_structured(page), rules or RuleSet(), hints or Hints(), day=day
        )

    return make
