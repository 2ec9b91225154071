"""A page as careless aggregators leave it: twenty paragraphs, and everything else around them."""

from __future__ import annotations

import html
import os
from pathlib import Path

import pytest

from pipelines.boilerplate import Boilerplate
from pipelines.normalize import Normalize
from scrapers import extract
from scrapers.items import Article, Block

TESTS = Path(__file__).parent.parent
PAGES = TESTS / "pages"
CORPUS = Path(os.environ.get("CORPUS", TESTS.parent.parent / "shared" / "corpus"))
SEED = CORPUS.parent / "seed" / "balkan-travellers.txt"
OUR_TRUTH = (PAGES / "aggregated.txt").read_text(encoding="utf-8").strip().split("\n\n")


def of_page(name: str) -> Article:
    return extract((PAGES / name).read_bytes(), "https://islands.example/a/", site=None)


@pytest.fixture(scope="module")
def seed() -> list[str]:
    if not SEED.is_file():
        pytest.skip(f"no seed at {SEED}; set CORPUS to the folder beside it")
    text = SEED.read_text(encoding="utf-8")
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def truth_of(seed: list[str]) -> list[str]:
    """All but date line, site name, tagline, both headlines, two "See also" lines and the leak."""
    return [part for part in seed[5:-1] if not part.startswith("See also")]


def page_of(seed: list[str], tag: str) -> str:
    headline = html.escape(seed[3], quote=False)
    body = "".join(f"<{tag}>{html.escape(part, quote=False)}</{tag}>" for part in seed)
    head = f"<head><title>{headline} - {seed[1]}</title></head>"
    return f'<html lang="en">{head}<body><h1>{headline}</h1>{body}</body></html>'


@pytest.mark.parametrize("name", ["aggregated-wordpress.html", "aggregated-divs.html"])
def test_the_page_gives_its_twenty_paragraphs(name: str) -> None:
    assert len(OUR_TRUTH) == 20
    assert of_page(name).paragraphs == OUR_TRUTH


def test_wordpress_marks_headings_and_pull_quotes() -> None:
    kinds = [block.kind for block in of_page("aggregated-wordpress.html").body]
    assert kinds.count("heading") == 2
    assert kinds.count("quote") == 2


@pytest.mark.parametrize("tag", ["p", "div"])
def test_the_seed_gives_its_twenty_paragraphs(seed: list[str], tag: str) -> None:
    truth = truth_of(seed)
    assert len(truth) == 20
    assert extract(page_of(seed, tag), "https://a.example/b", site=None).paragraphs == truth


def test_the_cleaners_alone_give_the_seeds_twenty_paragraphs(seed: list[str]) -> None:
    body = [Block(kind="paragraph", text=part) for part in seed]
    article = Article(url="https://a.example/b", headline=seed[3], body=body)
    for pipeline in (Normalize, Boilerplate):
        article = pipeline(pipeline.settings_type.read({})).process_item(article)  # type: ignore[arg-type]  # of the class itself
    assert article.paragraphs == truth_of(seed)
    assert [removal.rule for removal in article.removed] == [
        "boilerplate.dateline",
        "boilerplate.masthead",
        "boilerplate.masthead",
        "boilerplate.headline",
        "boilerplate.headline",
        "boilerplate.teaser",
        "boilerplate.teaser",
        "boilerplate.markup",
    ]
