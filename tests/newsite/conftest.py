"""Pages of a newspaper that nobody prints, each with a story of its own."""

import pytest

from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extractor import Extractor
from scrapers.newsite.compare import compare
from scrapers.newsite.sampled import Sampled

PLACES = (
    "Tarrow", "Brenndorf", "Klevsund", "Saltmere", "Ormsund", "Fennwick", "Aldgrove", "Merrow",
    "Hollin", "Quarrel", "Ristow", "Venning",
)  # fmt: skip
THINGS = (
    "night ferry", "slate mine", "salt train", "old bridge", "paper market", "swimming hall",
    "lighthouse", "tide clock", "orchard", "glass works", "post office", "winter rink",
)  # fmt: skip
SENTENCES = (
    "The {thing} in {place} is to open again before the first frost, the council said on Monday.",
    "For nine years nobody in {place} had believed that the {thing} would ever be needed again.",
    "Forty people came to the town hall of {place} to hear what the {thing} is going to cost them.",
    "An engineer from {place} measured the {thing} for the third time and found nothing wrong.",
    "“We have waited long enough for the {thing},” said a baker whose shop stands in {place}.",
    "What becomes of the {thing} will be decided by the voters of {place} in a month or two.",
)
CRITERIA = (
    "is well worth the trouble, as anybody who has seen it in the rain will tell you at once."
)


class Paper:
    """Prints pages; what is asked for is put between the paragraphs."""

    host = "https://www.paper.example"

    def url(self, number):
        return f"{self.host}/town/{self.slug(number)}-{100200 + number}.html"

    def slug(self, number):
        return f"{THINGS[number]} in {PLACES[number]}".replace(" ", "-").lower()

    def headline(self, number):
        return f"The {THINGS[number]} of {PLACES[number]} returns after nine years"

    def paragraphs(self, number):
        words = {"thing": THINGS[number], "place": PLACES[number]}
        return [sentence.format(**words) + f" It {CRITERIA}" for sentence in SENTENCES]

    def html(self, number, first="", between="", after="", head="", before=""):
        lines = [f"<p>{text}</p>" for text in self.paragraphs(number)]
        lines.insert(2, between)
        heading = self.headline(number)
        return (
            f"<html lang='en'><head><title>{heading} - The Paper</title>"
            f"<link rel='canonical' href='{self.url(number)}'>"
            f"<meta property='og:title' content='{heading}'>{head}</head><body>"
            "<nav class='menu'><a href='/town'>Town</a> <a href='/sport'>Sport</a></nav>"
            f"<main><article><h1>{heading}</h1>{before}"
            f"<div class='story-text'>{first}{''.join(lines)}</div>{after}</article></main>"
            "<footer><p>All rights reserved by the publisher of this paper.</p></footer>"
            "</body></html>"
        )

    def page(self, number, **parts):
        return parse(self.html(number, **parts), self.url(number))

    def pages(self, count, **parts):
        """Pages with the same parts; a part may be a function of the number."""
        made = []
        for number in range(count):
            mine = {name: part(number) if callable(part) else part for name, part in parts.items()}
            made.append(self.page(number, **mine))
        return made


EXTRACTOR = Extractor()


def read_page(page, rules=RuleSet()):  # noqa: B008  # frozen
    return EXTRACTOR.cleaned(extract_page(page, rules)).article


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def read():
    return read_page


@pytest.fixture
def compared():
    def made(pages):
        sampled = [Sampled(page, read_page(page)) for page in pages]
        compare(sampled)
        return sampled

    return made
