"""The page's own address."""

from __future__ import annotations

import pytest

from scrapers.extraction.page import parse
from scrapers.extraction.urls import is_amp, same_site, without_tracking

HERE = "https://paper.example/2026/town/bridge-to-be-repaired"


def test_the_canonical_link_is_taken_without_tracking(fields_of):
    found = fields_of(head=f'<link rel="canonical" href="{HERE}?utm_source=x&id=3#top">')
    assert found.canonical_url == f"{HERE}?id=3"


def test_a_relative_canonical_is_made_absolute(fields_of):
    assert fields_of(head='<link rel="canonical" href="/x">').canonical_url == (
        "https://paper.example/x"
    )


@pytest.mark.parametrize(
    "wrong",
    ["https://paper.example/", "https://paper.example", "https://other.example/story", "", "//["],
)
def test_the_home_page_or_another_site_is_passed_over(fields_of, wrong):
    head = f'<link rel="canonical" href="{wrong}">'
    assert fields_of(head=head, meta={"og:url": HERE}).canonical_url == HERE


def test_json_ld_names_the_address(fields_of):
    node = {"@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": HERE}}
    assert fields_of(ld=(node,)).canonical_url == HERE


def test_a_page_that_says_nothing_has_none(fields_of):
    assert fields_of().canonical_url is None


def test_the_original_of_an_amp_copy_in_a_cache_is_of_the_same_site(fields_of):
    cached = "https://paper-example.cdn.ampproject.org/c/s/paper.example/amp/bridge"
    head = '<link rel="canonical" href="https://paper.example/bridge">'
    assert fields_of(head=head, url=cached).canonical_url == "https://paper.example/bridge"


@pytest.mark.parametrize(("mark", "amp"), [("amp", True), ("⚡", True), ("", False)])
def test_an_amp_page_says_so(mark, amp):
    assert is_amp(parse(f"<html {mark}><body></body></html>", HERE)) is amp


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.paper.example/x", "https://www.paper.example/y", True),
        ("https://paper.co.example.uk/x", "https://paper.example.uk/y", True),
        ("https://one.co.uk/x", "https://other.co.uk/x", False),
        ("https://paper.example/x", "https://paper.test/x", False),
        ("http://10.0.0.1/x", "http://10.0.0.2/x", False),
    ],
)
def test_a_site_is_its_registered_domain(one, other, same):
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/a?b=1&fbclid=2&c=3", "https://paper.example/a?b=1&c=3"),
        ("https://paper.example/a?UTM_Source=2", "https://paper.example/a"),
        ("https://paper.example/a#!/story", "https://paper.example/a#!/story"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_tracking_parameters_go_and_others_stay(url, expected):
    assert without_tracking(url) == expected
