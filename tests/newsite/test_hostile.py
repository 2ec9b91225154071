"""Pages that mean harm: nothing crashes, hangs, or gets into a rule."""

import pytest

from scrapers.extraction import parse
from scrapers.newsite import learn

PROSE = (
    "<p>" + "The council of the town met for a long time and decided a few things. " * 5 + "</p>"
)

INSIDES = {
    "nothing": "",
    "deep": "<div class='deep-box'>" * 3000 + PROSE,
    "wide": "<div class='wide-box'><p>word</p></div>" * 3000,
    "many classes": f"<div class='{'quite-new-name ' * 500}'>{PROSE}</div>",
    "quotes in names": "<div class='a\"]b' id=\"x'y\" itemprop='a\"],*'>Repeated line here</div>"
    + PROSE,
    "a long name": f"<div class='{'very' * 20000}'>{PROSE}</div>",
    "links": "<ul>" + "<li><a href='//[bad'>Repeated link text here</a></li>" * 500 + "</ul>",
    "dates": "<time class='date-time' datetime='99999-99-99'>when</time>" * 500 + PROSE,
    "names": "<span class='author-name'>Ada Hollis</span>" * 500 + PROSE,
    "the same line": "<p class='same-line'>The same line again and again.</p>" * 2000,
    "attributes": "<div " + " ".join(f"data-date-{'x' * i}='2026-01-01'" for i in range(300)) + ">",
}


@pytest.mark.parametrize("inside", INSIDES.values(), ids=INSIDES)
def test_a_hostile_page_teaches_no_harm(read, inside):
    html = f"<html><body><article><h1>A headline of some words</h1>{inside}{PROSE}</article>"
    pages = [
        parse(
            html + f"<p>Page {number} has a line of its own.</p>" * 9, f"https://x.example/{number}"
        )
        for number in range(3)
    ]
    learned = learn(pages, read)
    assert len(learned.articles) == len(learned.pages)


def test_a_rule_never_takes_most_of_a_page(paper, read):
    # Of the seven lines of each page all but one are the same on the others.
    shared = "".join(f"<div class='story-line'>{text}</div>" for text in paper.paragraphs(0))
    pages = [
        parse(
            f"<html><body><article><h1>{paper.headline(number)}</h1>{shared}"
            f"<p>{paper.paragraphs(number)[0]}</p></article></body></html>",
            paper.url(number),
        )
        for number in range(1, 5)
    ]
    learned = learn(pages, read)
    assert all("story-line" not in rule.selector.written for rule in learned.rules)
