"""Publishers with several annotated pages, as if they had no spider."""

from collections import defaultdict
from functools import cache

import pytest

from scrapers.extraction import parse
from scrapers.newsite import learn
from scrapers.testing.corpus import CORPUS, pages, scorer


@cache
def publishers():
    found = defaultdict(list)
    for row, html in pages("fundus") if CORPUS.exists() else ():
        found[row["publisher"]].append((row, html))
    return {name: group for name, group in found.items() if len(group) > 1}


def figures(row, article):
    published = article.date_published
    said = {
        "paragraphs": article.paragraphs,
        "title": article.headline or "",
        "authors": [author.name for author in article.authors],
        "date": published.isoformat() if published else "",
    }
    score = scorer().score_page(row, said)
    score["shingle"] = scorer().f1(score["sp"], score["sr"])
    return {name: score[name] for name in ("shingle", "para", "title", "authors", "date")}


def test_what_is_learned_is_never_worse_than_the_generic_way(read):
    if not publishers():
        pytest.skip(f"the annotated pages are not at {CORPUS}; set CORPUS to their folder")
    worse = []
    for name, group in publishers().items():
        learned = learn([parse(html, row["url"]) for row, html in group], read)
        rows = {row["url"]: row for row, _ in group}
        for sampled, article in zip(learned.pages, learned.articles, strict=True):
            row = rows[sampled.page.url]
            generic, own = figures(row, sampled.article), figures(row, article)
            worse += [(name, key) for key in own if own[key] < generic[key] - 1e-9]
    assert worse == []
