"""Takes the pictures of ``docs/images``: ``python docs/pictures.py``; needs Chromium and Pillow.

Those of `inspect` show an article of the sample site, read by two rules that the sample site's own
spider does not need: a picture without rules would have nothing to show side by side. Those of
`report` show invented sites.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from PIL import Image
from report_figures import invented

from scrapers import css
from scrapers.extraction import RuleSet
from scrapers.extractor import Extractor
from scrapers.report.inspect import Subject, examine, render
from scrapers.report.inspect.examine import view_of
from scrapers.report.overview import render as overview
from scrapers.testing import SampleSite
from scrapers.testing.chromium import Chromium

IMAGES: Final = Path(__file__).resolve().parent / "images"
DAY: Final = date(2026, 11, 25)
PAGE: Final = "/en/2026/11/20/ferry-returns-to-tarrow"
OTHERS: Final = (
    "/en/2026/11/20/slate-mine-reopens",
    "/en/2026/11/19/envoy-visit-sign-of-isolation",
    "/en/2026/11/16/the-long-walk-to-skelling-point",
    "/en/2026/11/17/how-the-tide-clock-works",
)
RULES: Final = RuleSet(
    site="demo",
    body=(css("div.article-body"),),
    remove=(css("figcaption"),),
    fields={"article_section": (css("div.tags li"),)},
)


def subject(site: SampleSite, path: str, rules: RuleSet) -> Subject:
    """A page of the sample site."""
    return Subject(site.routes[path].body, f"http://demo.test{path}", rules, day=DAY)


def report(site: SampleSite, extractor: Extractor, rules: RuleSet) -> bytes:
    """The report of the page, with the others as recorded ones."""
    others = [subject(site, path, rules) for path in OTHERS]
    pages = [(other, *view_of(other, extractor)) for other in others]
    return render(examine(subject(site, PAGE, rules), extractor), pages, folder="tests/sites")


def choose(browser: Chromium, words: str) -> None:
    """The block with these words, in the middle of the window."""
    browser.run(
        "(() => { const one = [...document.querySelectorAll('.b')]"
        f".find(b => b.textContent.includes('{words}'));"
        " one.scrollIntoView({block: 'center'}); choose(one); })()"
    )


def shoot(browser: Chromium, name: str) -> None:
    """A picture with 256 colours: a third of the size, and nobody sees it."""
    browser.screenshot(IMAGES / name)
    with Image.open(IMAGES / name) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=4).save(
            IMAGES / name, optimize=True
        )


def shoot_overview(size: tuple[int, int], scheme: str, name: str, part: str = "") -> None:
    """A picture of the report on all sites, or of a part of it."""
    with tempfile.TemporaryDirectory() as folder, Chromium(*size) as browser:
        page = Path(folder) / "report.html"
        page.write_bytes(overview(invented()))
        browser.prefer(scheme)
        browser.open(page.as_uri() + part)
        shoot(browser, name)


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(exist_ok=True)
    shoot_overview((1920, 1080), "dark", "report-wall.png")
    shoot_overview((390, 1180), "light", "report-phone.png")
    shoot_overview((1360, 900), "light", "report-detail.png", "#s0")
    site, extractor = SampleSite.load(), Extractor()
    with tempfile.TemporaryDirectory() as folder, Chromium(1360, 860) as browser:
        plain, ruled = Path(folder) / "plain.html", Path(folder) / "ruled.html"
        plain.write_bytes(report(site, extractor, RuleSet(site="demo")))
        ruled.write_bytes(report(site, extractor, RULES))
        browser.prefer("light")
        browser.open(plain.as_uri())
        browser.point(".run[data-rule='boilerplate.teaser'] .b")
        shoot(browser, "inspect-light.png")
        browser.prefer("dark")
        browser.open(plain.as_uri())
        browser.point(".bar h1")
        choose(browser, "Sign up for our newsletter")
        browser.run("tryKind('keep'); hideTip()")
        shoot(browser, "inspect-dark.png")
        browser.prefer("light")
        browser.open(ruled.as_uri())
        browser.press("v")
        browser.run("document.activeElement.blur()")
        shoot(browser, "inspect-sides.png")


if __name__ == "__main__":
    main()
