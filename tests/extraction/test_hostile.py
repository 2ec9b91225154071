"""Pages made to hang, to crash or to fill the memory: each gives an article, in bounded time."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

import scrapers
from scrapers import Article

URL = "https://paper.example/2026/town/bridge"
SENTENCE = "The mayor said on Monday that the bridge would open in May, and nobody was hurt. "
TEXT = f"<p>{SENTENCE * 5}</p>"
BOUND = 60
"""Seconds for one page: none takes two where nothing else runs, what hangs takes for ever."""
MILLION = 1_000_000

Read = Callable[[str], Article]


def around(body: str, head: str = "") -> str:
    return (
        f'<html lang="en"><head><title>A bridge opens</title>{head}</head>'
        f"<body><article><h1>A bridge opens</h1>{body}</article></body></html>"
    )


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """`scrapers.extract` in another process, ended when a page takes longer than `BOUND`."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:

        def extract(html: str) -> Article:
            task = pool.apply_async(scrapers.extract, (html, URL), {"site": None})
            return task.get(timeout=BOUND)

        yield extract


LARGE = {
    "one paragraph": f"<p>{SENTENCE * (5 * MILLION // len(SENTENCE))}</p>",
    "one word": f"<p>{'a' * 5 * MILLION}</p>",
    "one block of code": "<pre>" + "y = 2\n" * 800_000 + "</pre>",
    "line breaks": TEXT + "a line of it<br><br>" * 100_000,
    "a million line breaks": TEXT + "<br>" * MILLION,
    "a million elements": TEXT + "<b>x</b> " * MILLION,
    "a million attributes": "<p " + " ".join(f"a{n}" for n in range(MILLION)) + ">" + TEXT,
    "hidden attributes": "<p " + " ".join(f'a{n}="<>"' for n in range(100_000)) + ">" + TEXT,
    "elements nested without end": TEXT + "<div>x" * MILLION,
    "links without an end": TEXT + '<a href="a">a ' * 100_000,
    "properties": '<div itemscope itemtype="https://schema.org/NewsArticle">'
    + TEXT
    + '<b itemprop="author">A</b>' * 200_000,
    "marks on a letter": TEXT + "<p>a" + "\u0323\u0301" * MILLION + "</p>",
    "joiners": TEXT + "<p>" + "a\u200d" * MILLION + "</p>",
    "signs": TEXT + "<p>" + "\u2022" * 3 * MILLION + "</p>",
    "entities": TEXT + "<p>" + "&amp;" * MILLION + "</p>",
    "tags as text": "<p>" + "&lt;b&gt;x&lt;/b&gt; " * 200_000 + "</p>" + TEXT,
    "headings": TEXT + "<h2>Part</h2><p>Short.</p>" * 20_000,
    "tiny blocks": TEXT + "<p>x</p>" * 100_000,
    "table cells": TEXT + "<table><tr>" + "<td>1</td>" * 100_000 + "</tr></table>",
    "links": TEXT + '<a href="/story?a=1">a story of the day</a> ' * 100_000,
    "linked lines": TEXT + '<p><a href="/story">a story of the day</a></p>' * 50_000,
    "pictures": TEXT + '<figure><img src="/a.jpg"><figcaption>A</figcaption></figure>' * 30_000,
    "times": TEXT + '<time datetime="2026-11-23">today</time>' * 50_000,
    "signatures": TEXT
    + '<p class="author"><a rel="author" href="/author/a">Anna Muster</a></p>' * 30_000,
    "the same paragraph": f"<p>{SENTENCE}</p>" * 40_000,
    "a class of its own each": "".join(
        f'<p class="c{n} related-{n}">{SENTENCE}</p>' for n in range(20_000)
    ),
    "one long class": f'<p class="{"word " * 400_000}">{SENTENCE}</p>' + TEXT,
    "bylines around all of it": '<div class="author byline">' * 500 + "<i></i>" * 100_000 + TEXT,
    "dates around all of it": '<div class="date">' * 500 + "<i></i>" * 100_000 + TEXT,
    "authors of their own class": TEXT
    + "".join(f'<p class="author{n} date{n}">Anna</p>' for n in range(50_000)),
    "a picture in a million sizes": TEXT + f'<img srcset="{"a.jpg 1w," * 500_000}">',
    "a picture of one long name": TEXT + f'<img srcset="{"a" * MILLION}">' * 20,
    "posts of a live blog": "".join(
        f'<div class="live-blog-post"><time datetime="2026-11-23T10:{n % 60:02}">{n}</time>'
        f"{TEXT}</div>"
        for n in range(5_000)
    ),
}


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE.keys())
def test_a_page_with_too_much_of_one_thing_is_read(read: Read, body: str):
    assert read(around(body)).headline == "A bridge opens"


@pytest.mark.parametrize(
    "tag", ["div", "span", "a", "ul><li", "table><tr><td", "blockquote", "section", "font", "b"]
)
def test_fifty_thousand_elements_in_one_another_are_read(read: Read, tag: str):
    article = read(around(TEXT + f"<{tag}>" * 50_000 + "inside"))
    assert SENTENCE.strip() in article.text


CUT = {
    "megabytes": (TEXT + "<p>" + SENTENCE * 130_000, "longer than 10 MB"),
    "tags": (TEXT + "<i>x</i>" * 200_000, "more than 150000 tags"),
    "pieces": (TEXT + "<p>A</p>" * 30_000, "more than 20000 pieces of text"),
}


@pytest.mark.parametrize(("body", "reason"), CUT.values(), ids=CUT.keys())
def test_a_page_that_is_not_read_to_its_end_says_so(read: Read, body: str, reason: str):
    said = [one.reason for one in read(around(body)).removed if one.rule == "extraction.cut"]
    assert said == [f"the rest of the page was not read: {reason}"]


def test_a_page_that_is_read_to_its_end_says_nothing(read: Read):
    assert "extraction.cut" not in {one.rule for one in read(around(TEXT * 50)).removed}


HEADS = {
    "no end": '{"@type": "NewsArticle", "headline": "A bridge opens", "articleBody": "'
    + SENTENCE * (5 * MILLION // len(SENTENCE)),
    "quotes in a string": '{"articleBody": "' + 'he said "no" and ' * 100_000 + '"}',
    "nested": '[{"@graph":' * 200_000,
    "only quotes": '"' * 1_900_000,
    "only commas": '{"a": 1' + ", " * 900_000,
    "only backslashes": '{"a": "' + "\\" * 1_900_000,
    "only brackets": "[" * 1_900_000,
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS.keys())
def test_broken_json_ld_of_megabytes_costs_no_more_than_itself(read: Read, text: str):
    assert read(around(TEXT, ld(text))).text == SENTENCE.strip() + " " + (SENTENCE * 4).strip()


def test_twenty_thousand_broken_blocks_of_json_ld_are_not_all_guessed_at(read: Read):
    assert read(around(TEXT, ld('{"@type": "NewsArticle",, "headline": "A}') * 20_000)).body


RUNS = [
    *(" ", "\u00a0", ",", "'", "“", ".", "(", "[", "{", "1", "/", "@", "&amp;", "\t", "&lt;", "-"),
    *(
        "Anna ",
        "Anna, ",
        "and ",
        "By ",
        "A. ",
        " - ",
        " | ",
        "12 ",
        "© ",
        "Photo: ",
        "a-",
        "x=",
        ": ",
    ),
    *("&lt;b&gt; ", "&lt;/b&gt; ", "=&quot;a&quot; ", "=&quot;a&quot;&gt;", "a{b:c;", "\u200d"),
]


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_thing_in_every_field_is_read(read: Read, run: str):
    runs = run * (100_000 // len(run))
    head = f'<meta name="author" content="{runs}"><meta name="description" content="{runs}">'
    head += f'<meta property="article:published_time" content="{runs}">'
    head += f'<meta property="og:title" content="{runs}">'
    body = (
        f"<h1>{runs}</h1><p class='byline'>By Anna {runs} Muster</p><p class='date'>{runs} 2026</p>"
    )
    body += f"<p>{SENTENCE}{runs}</p><p>Read more: {runs}</p>"
    body += (
        f"<figure><img src='/a.jpg'><figcaption>Bridge {runs} Photo: {runs}</figcaption></figure>"
    )
    assert SENTENCE.strip() in read(around(body + TEXT, head)).text


@pytest.mark.parametrize("run", RUNS)
def test_many_lines_of_one_thing_are_read(read: Read, run: str):
    lines = f"<p>{run * (400 // len(run))}</p>" * 500
    assert SENTENCE.strip() in read(around(TEXT + lines + TEXT)).text


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory as Linux does")
@pytest.mark.parametrize(
    "part", [TEXT, "<p>word</p>", '<a href="/x/y">a word</a> '], ids=["text", "blocks", "links"]
)
def test_a_page_of_five_megabytes_takes_less_than_two_hundred(part: str):
    program = f"""
import resource, scrapers
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
def page(size):
    return f'<html lang="en"><body><h1>A bridge</h1>{{part * (size // len(part))}}'.encode()
part = {part!r}
scrapers.extract(page(10_000), "{URL}", site=None)
html = page(5_000_000)
before = peak()
scrapers.extract(html, "{URL}", site=None)
print(peak() - before)
"""
    done = subprocess.run(  # noqa: S603  # the program above
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=BOUND
    )
    assert int(done.stdout) < 200
