"""Sites with rules of their own, beside the generic way, on annotated pages.

    python benchmarks/publishers.py                 a line a site, the worst first, then the means
    python benchmarks/publishers.py --country de    one country
    python benchmarks/publishers.py --show bbc      what differs from the annotation, line by line
    python benchmarks/publishers.py --write         docs/sites.json, for docs/sites.md

A figure such as ``0.981>0.994`` is generic, then with the site's rules. ``url`` says whether the
site's URL rules take the page's address.
"""

from __future__ import annotations

import argparse
import difflib
import json
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from scrapy.settings import Settings

from scrapers import Article, extract
from scrapers.extractor import rules_of
from scrapers.loader import SiteLoader
from scrapers.spider.declaration import patterns
from scrapers.testing.corpus import pages, scorer

SETS = ("fundus", "aeb", "wcxb")
WRITTEN = Path(__file__).resolve().parent.parent / "docs" / "sites.json"
FIELDS = ("shingle", "para", "title", "authors", "date")


class Scored(NamedTuple):
    """One annotated page."""

    row: dict[str, Any]
    site: str | None
    """Name of the spider whose domains hold the page."""
    generic: Article
    own: Article


def read(country: str | None, site: str | None) -> list[Scored]:
    found = []
    for row, html in chain.from_iterable(map(pages, SETS)):
        url = row.get("url") or "https://example.org/"
        name = rules_of("auto", url).site
        if name is None and "publisher" not in row:
            continue
        if (country and row.get("country") != country) or (site and name != site):
            continue
        day = date.fromisoformat(row["crawled"][:10]) if "crawled" in row else None
        generic = extract(html, url, site=None)
        own = extract(html, url, site=name, day=day) if name else generic
        found.append(Scored(row, name, generic, own))
    return found


def figures(row: dict[str, Any], article: Article) -> dict[str, float]:
    """What the corpus's own program says of one page, by name."""
    published = article.date_published
    said = {
        "text": article.text,
        "paragraphs": article.paragraphs,
        "title": article.headline or "",
        "authors": [author.name for author in article.authors],
        "date": published.isoformat() if published else "",
    }
    got = scorer().score_page(row, said)
    got["shingle"] = scorer().f1(got["sp"], got["sr"])
    return got


def line(scored: Scored) -> str:
    generic, own = (figures(scored.row, one) for one in (scored.generic, scored.own))
    parts = [
        f"{name} {generic[name]:.3f}>{own[name]:.3f}" if name in own else f"{name} -           "
        for name in FIELDS
    ]
    return "  ".join([f"{scored.row['id']:40.40} {scored.site or '-':24}", *parts, _url(scored)])


def means(found: list[Scored]) -> str:
    """Over the set of publishers, as the corpus's program takes them."""
    lines = []
    found = [scored for scored in found if "publisher" in scored.row]
    for way in ("generic", "own"):
        all_figures = [figures(scored.row, getattr(scored, way)) for scored in found]
        shingle = scorer().f1(*(mean(one[key] for one in all_figures) for key in ("sp", "sr")))
        parts = [f"shingle {shingle:.3f}"]
        for name in FIELDS[1:]:
            values = [one[name] for one in all_figures if name in one]
            parts.append(f"{name} {mean(values):.3f}")
        lines.append(f"{way:8} {len(found)} pages  " + "  ".join(parts))
    return "\n".join(lines)


def by_site(found: list[Scored]) -> str:
    """JSON, a site a line: how many pages, and figures as ``[generic, own]``."""
    held: dict[str, list[Scored]] = {}
    for scored in found:
        if scored.site:
            held.setdefault(scored.site, []).append(scored)
    lines = [
        f"  {json.dumps(site)}: {json.dumps(_site_figures(held[site]))}" for site in sorted(held)
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _site_figures(found: list[Scored]) -> dict[str, Any]:
    ways = [
        [figures(scored.row, getattr(scored, way)) for scored in found]
        for way in ("generic", "own")
    ]
    shingles = [
        scorer().f1(*(mean(one[key] for one in pages) for key in ("sp", "sr"))) for pages in ways
    ]
    written: dict[str, Any] = {
        "pages": len(found),
        "shingle": [round(value, 3) for value in shingles],
    }
    annotated = [[one["para"] for one in pages if "para" in one] for pages in ways]
    if all(annotated):
        written["para"] = [round(mean(values), 3) for values in annotated]
    return written


def difference(scored: Scored) -> str:
    """Lines of the annotation (``-``) and of the article with the site's rules (``+``)."""
    row, article = scored.row, scored.own
    told = [part for text in row.get("paragraphs") or [row["body"]] for part in text.split("\n")]
    parts = [f"{row['id']}  {row['url']}", line(scored)]
    for name, ours in (
        ("title", article.headline),
        ("authors", [author.name for author in article.authors]),
        ("date", article.date_published),
    ):
        parts.append(f"{name}: {row.get(name)!r}\n{'':{len(name)}}  {ours!s}")
    lines = difflib.unified_diff(told, article.paragraphs, lineterm="", n=0)
    parts += [one[:200] for one in lines if not one.startswith(("---", "+++", "@@"))]
    parts += [f"removed {gone.rule}: {gone.text[:100]} | {gone.path}" for gone in article.removed]
    return "\n".join(parts)


def _url(scored: Scored) -> str:
    if scored.site is None:
        return "url -"
    spider = SiteLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]})).load(scored.site)
    wanted, refused = (patterns(spider, name) for name in ("article_urls", "not_article_urls"))
    url = scored.row["url"]
    taken = not wanted or any(one.search(url) for one in wanted)
    return "url ok" if taken and not any(one.search(url) for one in refused) else "url REFUSED"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--country", metavar="XX", help="two letters, as in the corpus")
    parser.add_argument("--show", metavar="SITE", help="what differs on the pages of one site")
    parser.add_argument("--write", action="store_true", help="write docs/sites.json")
    asked = parser.parse_args()
    if asked.write and (asked.country or asked.show):
        parser.error("--write is of all sites")
    found = read(asked.country, asked.show)
    if not found:
        parser.exit(1, "no annotated page is of that site or country\n")
    if asked.show:
        print("\n\n".join(difference(scored) for scored in found))
        return
    if asked.write:
        WRITTEN.write_text(by_site(found), "utf-8")
        return
    found.sort(key=lambda scored: figures(scored.row, scored.own)["para"])
    print("\n".join([*(line(scored) for scored in found), means(found)]))


if __name__ == "__main__":
    main()
