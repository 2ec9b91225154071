"""The page in a real browser: sorting, finding, details, themes, sizes, and that nothing leaves."""

import json
from collections import Counter

import pytest

from scrapers.report.overview import render
from scrapers.storage.run_days import SiteRuns

HOSTILE = (
    "\"'><img src=http://127.0.0.1:9/x onerror=window.ran=1></script><svg onload=window.ran=1>"
)
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SIZES = [(390, 844), (768, 1024), (1360, 900), (1920, 1080)]


@pytest.fixture
def show(chromium, figures, day, tmp_path):
    """Some sites, one of them hostile, open in the browser."""

    def opened(part="", *more, runs=None):
        days = [
            *more,
            day(1, 5, "alpha"), day(1, 90, "beta"), day(0, 2, "beta"), day(1, 30, "gamma"),
            day(1, 1, HOSTILE), day(40, 5, "silent"),
        ]  # fmt: skip
        path = tmp_path / "report.html"
        path.write_bytes(render(figures(*days, runs=runs, countries={"gamma": "fr"})))
        chromium.run("(() => { try { sessionStorage.clear() } catch { /* none yet */ } })()")
        chromium.open(path.as_uri() + part)
        return chromium

    return opened


def shown(browser):
    return browser.run(
        "[...document.querySelectorAll('tbody tr')].filter(r => !r.hidden)"
        ".map(r => r.querySelector('a').textContent)"
    )


def order_of(browser, *names):
    return [name for name in shown(browser) if name in names]


def test_a_click_on_a_head_sorts_by_it_the_most_first(show):
    browser = show()
    browser.point("th.pace button", click=True)
    assert order_of(browser, "alpha", "beta", "gamma") == ["beta", "gamma", "alpha"]
    assert (
        browser.run("document.querySelector('th.pace').getAttribute('aria-sort')") == "descending"
    )


def test_a_second_click_turns_it_round(show):
    browser = show()
    browser.point("th.pace button", click=True)
    browser.point("th.pace button", click=True)
    assert order_of(browser, "alpha", "beta", "gamma") == ["alpha", "gamma", "beta"]


@pytest.mark.parametrize("clicks", [1, 2])
def test_what_is_not_known_comes_last_either_way(show, clicks):
    browser = show()
    for _ in range(clicks):
        browser.point("th.half button", click=True)
    assert shown(browser)[-1] == "silent"


def test_a_site_is_found_by_its_name_or_country(show):
    browser = show()
    browser.run("document.getElementById('find').focus()")
    browser.press("f", "r")
    assert shown(browser) == ["gamma"]
    assert browser.run("document.getElementById('shown').textContent") == "1 of 5"


def test_a_click_on_a_row_shows_its_detail(show):
    browser = show()
    browser.point("tbody tr td.pace", click=True)
    assert browser.run("document.querySelector('.detail:target h2 bdi').textContent") == "beta"


def test_escape_closes_it_and_leads_back(show):
    browser = show()
    browser.run("document.querySelectorAll('tbody a')[1].click()")
    browser.run(DRAWN)
    browser.press("Escape")
    browser.run(DRAWN)
    assert browser.run("document.querySelector('.detail:target')") is None
    assert browser.run("document.activeElement === document.querySelectorAll('tbody a')[1]")


def test_a_detail_needs_no_script(show, chromium):
    chromium.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser = show("#s0")
    finally:
        chromium.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run("getComputedStyle(document.querySelector('#s0')).display") == "block"


def test_the_theme_goes_round(show):
    browser = show()
    seen = []
    for _ in range(3):
        browser.press("t")
        seen.append(browser.run("document.documentElement.dataset.theme || 'auto'"))
    assert seen == ["dark", "light", "auto"]


def test_the_dark_theme_is_dark(show):
    browser = show()
    browser.press("t")
    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    assert sum(json.loads(ground.replace("rgb(", "[").replace(")", "]"))) < 120


def test_nothing_is_asked_for_and_nothing_of_others_runs(show):
    browser = show(runs={"beta": SiteRuns(last_result="failed", last_reasons=(HOSTILE,))})
    asked = [one for one in browser.requests() if not one.startswith(("file:", "about:"))]
    assert (asked, browser.run("window.ran ?? null")) == ([], None)


def test_the_policy_finds_nothing_to_complain_of(show):
    browser = show()
    browser.point("th.pace button", click=True)
    browser.run("0")
    entries = [one for one in browser.events if one.get("method") == "Log.entryAdded"]
    assert entries == []


def test_every_bar_is_as_wide_as_its_share(show, day):
    removed = {"boilerplate.teaser": 8, "site.remove": 2}
    runs = SiteRuns(last_result="healthy")
    runs.diagnosed.update(paywall=4, section=1)
    browser = show("", day(0, 4, "beta", removed=Counter(removed)), runs={"beta": runs})
    wrong = browser.run(
        "[...document.querySelectorAll('.cards.all .bars i > i')].filter(one => {"
        " const share = one.offsetWidth / one.parentElement.offsetWidth;"
        " const wanted = Number(one.className.match(/w(\\d+)/)[1]) / 100;"
        " return Math.abs(share - wanted) > 0.02 || one.offsetHeight !== 8; })"
        ".map(one => one.outerHTML)"
    )
    assert wrong == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]} wide")
@pytest.mark.parametrize("part", ["", "#s0"], ids=["page", "detail"])
def test_no_size_needs_scrolling_sideways(show, day, size, part):
    browser = show(part, day(0, 3, "a_site_with_quite_a_long_name_" * 3))
    width, height = size
    params = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.ask("Emulation.setDeviceMetricsOverride", **params)
    try:
        wide = browser.run("document.documentElement.scrollWidth")
        over = browser.run(
            "(() => { const one = document.querySelector('.detail:target');"
            " return one ? one.scrollWidth - one.clientWidth : 0 })()"
        )
        table = browser.run(
            "(() => { const box = document.querySelector('.sites').getBoundingClientRect();"
            " const one = document.querySelector('tbody').getBoundingClientRect();"
            " return one.right - box.right })()"
        )
    finally:
        params |= {"width": 1360, "height": 900}
        browser.ask("Emulation.setDeviceMetricsOverride", **params)
    assert (wide, over) == (width, 0)
    assert table <= 1
