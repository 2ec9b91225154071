"""A class that is misspelt does not load, and says so in one line."""

from __future__ import annotations

import re
from typing import Any

import pytest

from scrapers import ArticleSpider, Feed, css, xpath
from scrapers.errors import ConfigError
from scrapers.extraction.rules import RuleSet


def declare(**attributes: Any) -> type[ArticleSpider]:
    made: Any = type("Example", (ArticleSpider,), {"name": "example", **attributes})
    return made  # type: ignore[no-any-return]  # `type` knows no more


def test_what_a_site_says_becomes_its_rules() -> None:
    promo = css("div.promo")
    cls = declare(language="en", time_zone="Europe/London", remove=[promo], headline=css("h1"))
    assert cls.rules() == RuleSet(
        site="example",
        language="en",
        time_zone="Europe/London",
        remove=(promo,),
        fields={"headline": (css("h1"),)},
    )


def test_a_site_that_says_nothing_has_no_rules() -> None:
    assert declare().rules() == RuleSet(site="example")


def test_rules_are_inherited() -> None:
    base = declare(body=xpath("//main"))
    assert type("Sub", (base,), {"name": "sub"}).rules().body == (xpath("//main"),)  # type: ignore[attr-defined]  # made here


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"articles_url": "x"}, "articles_url: no such attribute; did you mean article_urls?"),
        ({"source": []}, "source: no such attribute; did you mean sources?"),
        ({"headlines": css("h1")}, "headlines: no such attribute; did you mean headline?"),
        ({"zzz": [css("h1")]}, "zzz: no such attribute; selectors go to headline, "),
        ({"body": "article > p"}, "body = 'article > p': no selector; write css('article > p')"),
        ({"remove": ["div.x"]}, "remove = 'div.x': no selector; write css('div.x')"),
        ({"body": None}, "body = None: no selector"),
        ({"sources": ["https://a.com/s.xml"]}, "no source; write Sitemap('https://a.com/s.xml')"),
        ({"sources": Feed("https://a.com/feed")}, "write a list"),
        ({"sources": [Feed]}, "no source; use Sitemap(url), Feed or Section"),
        ({"article_urls": "("}, "article_urls = '(': no regular expression"),
        ({"article_urls": 7}, "article_urls = 7: write a regular expression"),
        ({"article_urls": [7]}, "no regular expression"),
        ({"allowed_domains": "example.com"}, "write a list"),
        ({"allowed_domains": ["https://example.com"]}, 'give the bare name: "example.com"'),
        ({"language": "English"}, 'no language tag; write "en"'),
        ({"country": "uk"}, 'no ISO 3166 code; write "GB"'),
        ({"time_zone": "Europe/Pariss"}, 'write "Europe/Paris"'),
    ],
)
def test_a_class_that_is_written_wrongly_does_not_load(
    attributes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)) as caught:
        declare(**attributes)
    assert "\n" not in str(caught.value)


def test_methods_and_values_of_ones_own_are_allowed() -> None:
    declare(handle_httpstatus_list=[404], api_key="x", sourced=len)
