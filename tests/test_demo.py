"""The whole way, from address to store: one crawl of the sample site, compared with the truth."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scrapers.storage import ArticleQuery, open_store
from scrapers.testing import ExpectedArticle, SampleSite

if TYPE_CHECKING:
    from scrapers.items import Article

ROOT = Path(__file__).resolve().parent.parent
SITE = SampleSite.load()
EXPECTED = SITE.expected()
LIVE = "http://demo.test/en/2026/11/21/autumn-storm-live"

EACH = pytest.mark.parametrize(
    "truth",
    [truth for truth in EXPECTED.values() if truth.near_copy_of is None],
    ids=lambda truth: truth.url.removeprefix("http://demo.test/"),
)
KINDS = sorted({kind for truth in EXPECTED.values() for kind, _ in truth.boilerplate})


@dataclass(frozen=True)
class Run:
    """One crawl, and what it left behind."""

    code: int
    log: str
    summary: dict[str, Any]
    stored: dict[str, Article]

    def article(self, truth: ExpectedArticle) -> Article:
        """The stored article of this address, or of the near copy that stands for it."""
        if truth.url not in self.stored:
            copies = [url for url, other in EXPECTED.items() if other.near_copy_of == truth.url]
            for url in copies:
                if url in self.stored:
                    pytest.skip(f"{url} is stored in its place")
            pytest.fail(f"{truth.url} is not stored")
        return self.stored[truth.url]


def crawl(folder: Path, name: str = "first", *arguments: str) -> Run:
    summary = folder / f"{name}.json"
    store = f"sqlite:///{folder / 'articles.db'}"
    settings = {
        "STORE_URL": store,
        "SUMMARY_JSON_FILE": str(summary),
        "LOG_FILE": str(folder / f"{name}.log"),
        "LOG_LEVEL": "DEBUG",
    }
    options = [part for pair in settings.items() for part in ("-s", "=".join(pair))]
    command = [sys.executable, "-m", "scrapy", "crawl", "demo", *options, *arguments]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    log = (folder / f"{name}.log").read_text() if (folder / f"{name}.log").exists() else ""
    assert summary.exists(), f"the crawl did not run:\n{log[-3000:]}{done.stderr[-3000:]}"
    with open_store(store, create=False) as opened:
        articles = [row.article for row in opened.find(ArticleQuery())]
    return Run(
        done.returncode,
        log,
        json.loads(summary.read_text()),
        {article.key_url: article for article in articles},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return crawl(folder)


@pytest.fixture(scope="module")
def second(run: Run, folder: Path) -> Run:
    """The same once more."""
    assert run.code == 0
    return crawl(folder, "second")


def test_the_crawl_is_healthy(run: Run) -> None:
    assert run.code == 0, run.summary


def test_nothing_but_the_articles_is_stored(run: Run) -> None:
    assert set(run.stored) - set(EXPECTED) == set()


def test_of_two_near_copies_one_is_stored(run: Run) -> None:
    for truth in EXPECTED.values():
        if truth.near_copy_of:
            pair = {truth.url, truth.near_copy_of}
            assert len(pair & set(run.stored)) == 1, pair


@EACH
def test_the_article_is_stored(run: Run, truth: ExpectedArticle) -> None:
    run.article(truth)


@EACH
def test_the_body_is_the_article_and_nothing_else(run: Run, truth: ExpectedArticle) -> None:
    article = run.article(truth)
    assert tuple(article.paragraphs[: len(truth.blocks)]) == truth.paragraphs
    if not truth.updates:
        assert len(article.paragraphs) == len(truth.paragraphs)


@EACH
def test_the_headline_is_right(run: Run, truth: ExpectedArticle) -> None:
    assert run.article(truth).headline == truth.headline


@EACH
def test_the_authors_are_right(run: Run, truth: ExpectedArticle) -> None:
    authors = run.article(truth).authors
    assert tuple(author.name for author in authors) == truth.authors


@EACH
def test_the_date_is_right(run: Run, truth: ExpectedArticle) -> None:
    assert run.article(truth).date_published == truth.date_published


@EACH
def test_the_language_is_right(run: Run, truth: ExpectedArticle) -> None:
    assert run.article(truth).in_language == truth.language


@EACH
def test_blocks_are_of_the_right_kind(run: Run, truth: ExpectedArticle) -> None:
    if truth.layout not in ("semantic", "wordpress") or truth.updates:
        pytest.skip("its mark-up does not tell")
    blocks = [block for block in run.article(truth).body if block.kind != "caption"]
    assert [block.kind for block in blocks] == [kind for kind, _ in truth.blocks]


@EACH
def test_every_field_says_where_it_came_from(run: Run, truth: ExpectedArticle) -> None:
    provenance = run.article(truth).provenance
    assert {"headline", "authors", "date_published", "in_language"} <= provenance.keys()


@EACH
def test_whatever_was_taken_out_of_the_text_is_on_record(run: Run, truth: ExpectedArticle) -> None:
    article = run.article(truth)
    texts = [removal.text for removal in article.removed]
    # A caption that its mark-up calls one is kept as such, beside the text.
    texts += [block.text for block in article.body if block.kind == "caption"]
    known = squeezed(" ".join(texts))
    missing = [pair for pair in truth.boilerplate if squeezed(pair[1]) not in known]
    assert missing == []


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_a_removal_of_this_kind_names_its_rule(run: Run, kind: str) -> None:
    lines = {squeezed(line) for t in EXPECTED.values() for k, line in t.boilerplate if k == kind}
    rules = {
        removal.rule
        for article in run.stored.values()
        for removal in article.removed
        if any(squeezed(removal.text) in line for line in lines if squeezed(removal.text))
    }
    assert rules, f"no removal of {kind}"
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", rule) for rule in rules), rules


def test_pages_that_are_no_article_get_their_names(run: Run) -> None:
    assert run.summary["diagnosed"] == dict(Counter(SITE.outcomes("diagnosis").values()))


@pytest.mark.parametrize(("url", "name"), sorted(SITE.outcomes("diagnosis").items()))
def test_the_log_names_what_the_page_is(run: Run, url: str, name: str) -> None:
    assert [line for line in run.log.splitlines() if f"{url}:" in line and name in line]


def test_pages_that_are_gone_or_kept_by_robots_txt_are_counted(run: Run) -> None:
    assert run.summary["failed"] == dict(Counter(SITE.outcomes("failed").values()))


def test_pages_that_are_not_to_be_asked_for_are_counted(run: Run) -> None:
    for reason, count in Counter(SITE.outcomes("skipped").values()).items():
        assert run.summary["skipped"].get(reason) == count, reason


def test_every_source_is_read(run: Run) -> None:
    assert not run.summary["sources_failed"]
    assert run.summary["sources_fetched"].keys() >= {"sitemap", "feed", "section"}


def test_an_article_behind_a_wall_is_marked(run: Run) -> None:
    walled = {url for url, a in run.stored.items() if a.is_accessible_for_free is False}
    assert walled == {url for url, t in EXPECTED.items() if not t.is_accessible_for_free}
    assert run.summary["paywalled"] == len(walled)


def test_the_live_blog_gives_its_entries(run: Run) -> None:
    updates = run.article(EXPECTED[LIVE]).live_updates
    found = [
        (update.headline, update.date_published, tuple(block.text for block in update.body))
        for update in updates
    ]
    assert found == [
        (update.headline, update.date_published, update.paragraphs)
        for update in EXPECTED[LIVE].updates
    ]


def test_no_address_carries_tracking_parameters(run: Run) -> None:
    for article in run.stored.values():
        links = [link.url for block in article.body for link in block.links]
        assert not [url for url in (article.url, *links) if "utm_" in url]


def test_the_copies_are_not_stored_as_articles_of_their_own(run: Run) -> None:
    ferry = "http://demo.test/en/2026/11/20/ferry-returns-to-tarrow"
    assert [url for url in run.stored if "ferry-returns-to-tarrow" in url] == [ferry]


def test_a_second_crawl_asks_for_no_article(run: Run, second: Run) -> None:
    assert second.code == 0
    assert set(pages_of(second)) & set(EXPECTED) == set()
    assert second.stored.keys() == run.stored.keys()


def test_a_second_crawl_asks_each_source_once_at_most(second: Run) -> None:
    requests = Counter(pages_of(second))
    sources = [url for url in requests if not re.search(r"/\d{4}/\d\d/\d\d/|/internal/", url)]
    assert len(sources) > 5
    assert {requests[url] for url in sources} == {1}


def test_a_second_crawl_tries_again_what_failed_or_was_blocked(second: Run) -> None:
    blocked = {"bot_wall", "consent_wall", "login_wall", "error_page", "empty"}
    expected = Counter(SITE.outcomes("diagnosis").values())
    assert second.summary["diagnosed"] == {
        name: count for name, count in expected.items() if name in blocked
    }


def test_a_refreshed_crawl_finds_all_unchanged(run: Run, second: Run, folder: Path) -> None:
    third = crawl(folder, "third", "-a", "refresh=true")
    assert third.stored.keys() == run.stored.keys()
    assert third.summary["stored"] == {"unchanged": len(second.stored)}


def pages_of(run: Run) -> list[str]:
    """Every address that a crawl asked for, as often as it did, but robots.txt."""
    asked = re.findall(r"Crawled \(\d+\) <GET (\S+)>", run.log)
    return [url for url in asked if not url.endswith("/robots.txt")]


def test_the_figures_add_up(run: Run) -> None:
    told = run.summary
    names = ("skipped", "failed", "diagnosed", "unused", "dropped", "stored")
    sums = {name: sum(told[name].values()) for name in names}
    assert told["found"] == sums["skipped"] + told["requested"]
    assert told["requested"] == told["fetched"] + sums["failed"]
    assert told["fetched"] == sums["diagnosed"] + sums["unused"] + told["extracted"]
    assert told["extracted"] == sums["dropped"] + sums["stored"]
