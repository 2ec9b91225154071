"""The spider's file: valid, loadable, and nothing hostile in it."""

import ast
from datetime import date

import pytest

from scrapers import ArticleSpider, Feed, Section, Sitemap, css, xpath
from scrapers.newsite import Confidence, Rule, UrlPattern
from scrapers.newsite.write import Draft, country_of, domains_of, name_of, spider_text

DAY = date(2026, 11, 25)
PATTERN = UrlPattern((r"/\d{4}/\d{2}/",), 9, 9, 3, 3, Confidence.HIGH, "takes 9 of 9 articles")


def rule(attribute, selector, reason="on 5 of 6 pages"):
    return Rule(attribute, selector, Confidence.HIGH, reason)


def draft(**parts):
    return Draft(
        **{"name": "daily_paper", "domains": ("paper.example",), "day": DAY, "pages": 6, **parts}
    )


def loaded(text):
    """The class that the file defines."""
    names = {}
    exec(compile(text, "spider.py", "exec"), names)  # noqa: S102  # what was written is to be run
    return next(
        cls
        for cls in names.values()
        if isinstance(cls, type) and issubclass(cls, ArticleSpider) and cls is not ArticleSpider
    )


FULL = draft(
    language="en",
    country="gb",
    sources=(Sitemap("https://paper.example/news.xml"), Feed("https://paper.example/feed")),
    pattern=PATTERN,
    rules=(
        rule("remove", css(".reader-card")),
        rule("remove", xpath("//ul[li[@class='x']]")),
        rule("authors", css('[class*="by_line__"]')),
    ),
)


def test_what_is_written_is_what_was_learned():
    cls = loaded(spider_text(FULL))
    said = (cls.name, cls.allowed_domains, cls.language, cls.country, cls.article_urls)
    assert said == ("daily_paper", ["paper.example"], "en", "GB", r"/\d{4}/\d{2}/")


@pytest.mark.parametrize("title", ["The Western General Newspaper of the Upper Valley", "報" * 70])
def test_a_long_name_is_whole_or_cut_between_words_and_fits_the_line(title):
    about = ast.get_docstring(ast.parse(spider_text(draft(title=title)))).splitlines()
    assert about[0].partition(",")[0] in (title, title[:60])
    assert max(map(len, spider_text(draft(title=title)).splitlines())) <= 100


def test_sources_are_written():
    assert loaded(spider_text(FULL)).sources == list(FULL.sources)


def test_rules_are_written():
    rules = loaded(spider_text(FULL)).rules()
    assert rules.remove == (css(".reader-card"), xpath("//ul[li[@class='x']]"))
    assert rules.fields == {"authors": (css('[class*="by_line__"]'),)}


def test_each_rule_has_its_reason_beside_it():
    assert spider_text(FULL).count("# high: on 5 of 6 pages") == 3


def test_only_what_is_used_is_imported():
    assert "from scrapers import ArticleSpider, Feed, Sitemap, css, xpath\n" in spider_text(FULL)
    assert "from scrapers import ArticleSpider\n" in spider_text(draft())


def test_a_site_that_needs_nothing_is_three_lines():
    cls = loaded(spider_text(draft()))
    assert (cls.name, cls.allowed_domains) == ("daily_paper", ["paper.example"])


def test_several_expressions_are_a_list():
    pattern = UrlPattern((r"/a\d{5,}", "/b/" + "x" * 80), 2, 2, 0, 0, Confidence.HIGH, "")
    assert loaded(spider_text(draft(pattern=pattern))).article_urls == list(pattern.expressions)


def test_no_line_is_longer_than_ruff_allows():
    reason = "on 6 of 6 pages; " + "takes out a line that repeats; " * 10
    text = spider_text(draft(rules=(rule("remove", css(".reader-card"), reason),)))
    assert max(len(line) for line in text.splitlines()) <= 100


HOSTILE = [
    '"',
    "'",
    "\\",
    "\n",
    '"""',
    "'''",
    "\r",
    "\u2028",
    "{x}",
    "${x}",
    "#",
    "\x00",
    "é",
    "\u202e",
]


@pytest.mark.parametrize("part", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_a_selector_gets_out_of_its_string(part):
    selector = xpath("//*[. != \"x\"][. != 'y']")
    hostile = type(selector)(selector.expression, f"css({'.a' + part!r})")
    text = spider_text(draft(rules=(rule("remove", hostile, f"reason {part} import os"),)))
    (tree,) = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    call = next(
        node.value
        for node in tree.body
        if getattr(node, "targets", None) and node.targets[0].id == "remove"
    )
    assert ast.literal_eval(call.args[0]) == f".a{part}"


@pytest.mark.parametrize("part", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_a_title_gets_out_of_the_docstring(part):
    text = spider_text(draft(title=f"The {part}Paper{part}"))
    about = ast.get_docstring(ast.parse(text), clean=False)
    assert about.endswith("as `scrapy newsite` found it. Checked 2026-11-25 on 6 pages.")
    assert ("\n" in about, len(text.splitlines()[0]) <= 100) == (False, True)


@pytest.mark.parametrize("part", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_an_address_gets_out_of_its_string(part):
    pattern = UrlPattern((f"/a{part}\\d",), 1, 1, 0, 0, Confidence.HIGH, f"takes {part}")
    source = Section("https://paper.example/")
    object.__setattr__(source, "url", f"https://paper.example/{part}")
    text = spider_text(draft(sources=(source,), pattern=pattern))
    strings = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    assert {source.url, pattern.expressions[0]} <= strings


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.daily-echo.co.uk/", "daily_echo"),
        ("https://news.paper.com/x", "paper"),
        ("https://paper.com.br/", "paper"),
        ("https://20paper.example/", "a20paper"),
        ("https://class.example/", "aclass"),
        ("https://münchen.example/", "mnchen"),
        ("https://xn--mnchen-3ya.example/", "xn_mnchen_3ya"),
        ("https://localhost/", "localhost"),
        ("https://---.example/", "site"),
        ("file:///etc/passwd", "site"),
    ],
)
def test_a_name_is_made_from_the_domain(url, name):
    assert name_of(url) == name
    assert name.isidentifier()


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://paper.de/", "de"),
        ("https://paper.co.uk/", "gb"),
        ("https://paper.com/", "int"),
        ("https://paper.io/", "int"),
        ("https://[::1]/", "int"),
    ],
)
def test_a_country_is_told_by_the_domain(url, folder):
    assert country_of(url) == folder


def test_the_fewest_domains_hold_all_addresses():
    urls = ["https://www.paper.example/a", "https://sport.paper.example/b", "http://other.example/"]
    assert domains_of(urls) == ("other.example", "paper.example")
