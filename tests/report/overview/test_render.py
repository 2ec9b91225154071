"""The page as text: whole, strict, with nothing of others in its mark-up."""

import re
from html.parser import HTMLParser

import pytest

from scrapers.report.overview import render
from scrapers.storage.run_days import SiteRuns

HOSTILE = "\"'><img src=x onerror=alert(1)></script>{{script}}\u202e\ud800"


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def hostile(figures, day):
    """A report in which every word of others is hostile."""
    runs = SiteRuns(last_result="failed", last_reasons=(HOSTILE,))
    for table in (runs.diagnosed, runs.not_fetched, runs.sources_failed, runs.errors):
        table[HOSTILE] = 3
    one = day(0, 3, HOSTILE)
    one.removed[HOSTILE] = 2
    return render(figures(one, runs={HOSTILE: runs}, store=HOSTILE, countries={HOSTILE: HOSTILE}))


def test_the_same_figures_give_the_same_bytes(figures, day):
    assert render(figures(day(0, 3))) == render(figures(day(0, 3)))


def test_no_word_of_others_becomes_mark_up(hostile):
    found = Tags(hostile)
    assert "img" not in found.tags
    assert not any(name.startswith("on") for name in found.attributes)


def test_nothing_of_the_page_leads_elsewhere(hostile):
    found = Tags(hostile)
    assert not {"src", "srcset", "action", "style", "xlink:href"} & found.attributes
    assert all(one.startswith("#") for one in re.findall(r'href="([^"]*)"', hostile.decode()))


def test_a_slot_in_a_name_is_not_filled(hostile):
    assert hostile.count(b"<script>") == 1


def test_the_policy_lets_only_our_own_run(figures, day):
    page = render(figures(day(0, 3))).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; "
        "base-uri 'none'; form-action 'none'",
        policy,
    )


def test_a_store_without_articles_is_a_page(figures):
    page = render(figures()).decode()
    assert "no site is silent" in page
    assert "none yet" in page


def test_what_is_not_known_is_said(figures, day):
    page = render(figures(day(0, 3, refreshed=None, unchanged=None))).decode()
    assert "No runs are on record" in page
    assert "nobody knows which visits were in vain" in page


def test_an_article_of_no_site_has_a_row(figures, day):
    assert "(no site)" in render(figures(day(0, 3, ""))).decode()


def test_many_that_need_a_look_are_summed_up(figures):
    runs = {f"site{n}": SiteRuns(last_result="failed") for n in range(20)}
    assert "and 8 more" in render(figures(runs=runs)).decode()
