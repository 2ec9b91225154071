"""Which recurring block is boilerplate: boxes go, and what returns by right stays."""

import itertools
import random

import pytest

from scrapers.cleaning.ledger import WINDOW, Ledger
from scrapers.cleaning.verdicts import Kind, verdicts
from scrapers.items import Article, Author, Block, Link, Removal
from scrapers.testing.prose import WORDS, sentences

BOX = "Our allotment calendar hangs in every good kitchen."
AUTHORS = ("Ada Hollis", "Jon Brandt", "Mira Okafor", "Leo Fenn")
SECTIONS = ("town", "sport", "culture")


def plain(text, kind="paragraph", path="html/body/article/p", **fields):
    return Block(kind=kind, text=text, path=path, **fields)


def boxed(text, number, kind="paragraph", **fields):
    return plain(text, kind, f"html/body/article/div.x{number}z/p", **fields)


def article(number, *extra, at=2, **fields):
    """An article of its own author, section, subject and day, with blocks put in at a place."""
    chance = random.Random(number)  # noqa: S311  # the same each time
    body = [plain(text) for text in sentences(number, 6, words=14)]
    body[at:at] = extra
    given = {
        "headline": f"{chance.choice(WORDS)}{number} {chance.choice(WORDS)}{number * 7}",
        "authors": [Author(name=AUTHORS[number % 4])],
        "article_section": SECTIONS[number % 3],
        "date_published": f"2026-11-{number % 27 + 1:02}T08:00:00Z",
        "in_language": "en",
        **fields,
    }
    return Article(url=f"https://news.test/{number}", site="news", body=body, **given)


def filled(articles):
    ledger = Ledger()
    for one in articles:
        ledger.add(one)
    return ledger


def verdict(articles, text=BOX):
    """What is said of the block, or nothing."""
    return next((one for one in verdicts(filled(articles)) if one.standing.text == text), None)


def kind(articles, text=BOX):
    found = verdict(articles, text)
    return found and found.kind


def test_a_box_on_every_article_is_boilerplate():
    assert kind(article(n, boxed(BOX, n)) for n in range(5)) is Kind.BOILERPLATE


def test_the_verdict_says_on_how_many_articles():
    days = [f"2026-11-{n + 1:02}T08:00:00Z" for n in range(15)]
    found = [article(n, boxed(BOX, n), date_published=days[n]) for n in range(15) if n != 4]
    assert verdict([*found, article(4, date_published=days[4])]).why == "on 14 of 15 articles"


def test_four_articles_are_too_few():
    assert kind(article(n, boxed(BOX, n)) for n in range(4)) is Kind.TOO_FEW


def test_a_box_that_another_rule_took_out_on_some_articles_counts_there():
    gone = Removal(rule="extraction.model", reason="unlikely", text=BOX)
    found = [article(n, boxed(BOX, n)) for n in range(2)]
    found += [article(n, removed=[gone]) for n in range(2, 6)]
    assert kind(found) is Kind.BOILERPLATE


def test_a_box_that_was_brought_in_later_is_judged_from_then_on():
    found = [article(n, *([boxed(BOX, n)] if n > 12 else [])) for n in range(20)]
    assert kind(found) is Kind.BOILERPLATE


def test_what_is_on_one_language_only_is_judged_among_its_articles():
    found = [article(n, boxed(BOX, n)) for n in range(6)]
    found += [article(n, in_language="fr") for n in range(6, 26)]
    assert kind(found) is Kind.BOILERPLATE


@pytest.mark.parametrize(
    "mark",
    [
        {"authors": [Author(name="Ines Duarte")]},
        {"article_section": "letters"},
        {"headline": "The long way home, once more"},
        {"keywords": ["Waterways"]},
    ],
    ids=["author", "section", "headline", "keyword"],
)
def test_the_words_of_a_series_stay(mark):
    text = "This story is one of a number on the rivers of the county and those who live on them."
    found = [article(n, plain(text), **mark) for n in range(8)]
    found += [article(n) for n in range(8, 20)]
    assert kind(found, text) is Kind.SERIES


def test_a_series_is_named():
    text = "This story is one of a number on the rivers of the county and those who live on them."
    found = [article(n, plain(text), keywords=["Waterways"]) for n in range(8)]
    said = verdict([*found, *(article(n) for n in range(8, 20))], text)
    assert said.why == "8 of its 8 articles have keyword 'waterways'"


def test_a_paragraph_that_articles_on_one_matter_share_stays():
    text = (
        "The dam was closed in the spring of last year after three of its gates had been damaged."
    )
    found = [article(n, plain(text), headline=f"Dam dispute number{n}") for n in range(7)]
    assert kind([*found, *(article(n) for n in range(7, 12))], text) is Kind.SERIES


def test_it_stays_where_all_articles_are_on_one_matter():
    text = (
        "The dam was closed in the spring of last year after three of its gates had been damaged."
    )
    found = (article(n, plain(text), headline=f"Dam dispute number{n}") for n in range(6))
    assert kind(found, text) is Kind.TEXT


@pytest.mark.parametrize("dateline", ["LONDON (Reuters) –", "BERLIN (dpa)", "Sandhaven, Monday"])
def test_a_dateline_stays(dateline):
    assert kind((article(n, plain(dateline), at=0) for n in range(12)), dateline) is Kind.TEXT


def test_the_standing_introduction_of_a_column_stays():
    text = "Once a week our neighbour at the window writes down what went past it."
    same = {"authors": [Author(name="Ines Duarte")], "article_section": "letters"}
    found = (article(n, plain(text), at=0, **same) for n in range(8))
    assert kind(found, text) is Kind.TEXT


def test_a_rubric_over_ever_new_text_stays():
    rubric = "What the council said"
    found = (article(n, boxed(rubric, n, "heading", level=3)) for n in range(12))
    assert kind(found, rubric) is Kind.TEXT


def test_a_heading_over_a_box_goes_with_it():
    heading = "From our own garden shed"
    pairs = [(boxed(heading, n, "heading", level=3), boxed(BOX, n)) for n in range(6)]
    found = [article(n, *pair) for n, pair in enumerate(pairs)]
    assert kind(found, heading) is Kind.BOILERPLATE


def test_an_item_among_ever_new_items_stays():
    salt = "Salt and pepper, as much as you like"
    items = "html/body/article/ul/li"

    def listed(n):
        names = (f"flour {n} pounds", salt, f"butter {n * 3} ounces")
        return [plain(name, "list_item", items) for name in names]

    assert kind((article(n, *listed(n)) for n in range(9)), salt) is Kind.TEXT


def test_a_refrain_stays():
    line = "And the river runs on to the sea"
    found = (article(n, plain(line), plain(f"Verse {n} of ours"), plain(line)) for n in range(9))
    assert kind(found, line) is Kind.TEXT


@pytest.mark.parametrize("line", ["Yes.", "I do.", "No, never."])
def test_a_short_answer_stays(line):
    assert kind((article(n, plain(line)) for n in range(7)), line) is Kind.TEXT


def test_a_correction_with_its_day_stays():
    found = [article(n, plain(f"Corrected on {n + 1} May: a name.")) for n in range(9)]
    assert kind(found, "Corrected on 9 May: a name.") is Kind.TEXT


def test_a_link_whose_number_differs_goes():
    def count(n):
        text = f"{n} voices on this"
        link = Link(url="https://news.test/#c", text=text)
        return boxed(text, n, links=[link])

    found = [article(n, count(n)) for n in range(9)]
    assert kind(found, "8 voices on this") is Kind.BOILERPLATE


def test_one_article_under_many_addresses_counts_once():
    copies = [article(3, boxed(BOX, 3)) for _ in range(9)]
    for n, copy in enumerate(copies):
        copy.url = f"https://news.test/copy/{n}"
    assert verdict(copies) is None


def test_a_copy_with_another_ending_counts_once():
    ledger = Ledger()
    for n in range(6):
        copy = article(3)
        copy.url = f"https://news.test/copy/{n}"
        copy.body.append(plain(f"So it was told for the {n}th time."))
        ledger.add(copy)
    assert ledger.articles == 1


def test_an_article_seen_again_counts_once():
    assert filled(article(n, boxed(BOX, n)) for n in (1, 2, 1, 1)).articles == 2


def test_a_live_blog_is_not_counted():
    assert Ledger().add(article(1, type="LiveBlogPosting")) is None


def test_a_long_text_is_no_box():
    text = " ".join(itertools.repeat("Never did so many cross so small a lake.", 20))
    found = verdicts(filled(article(n, plain(text)) for n in range(8)))
    assert {one.kind for one in found} == {Kind.TEXT}


def test_a_box_of_a_tenth_of_the_articles_goes_if_it_is_found_with_all_kinds():
    found = [article(n, *([boxed(BOX, n)] if n % 5 == 0 else [])) for n in range(100)]
    assert kind(found) is Kind.BOILERPLATE


def test_a_paragraph_of_a_tenth_of_the_articles_stays():
    text = "The fund was set up by the county two years ago to pay for what the storm had broken."
    found = [article(n, *([plain(text)] if n % 5 == 0 else [])) for n in range(100)]
    assert kind(found, text) is Kind.TEXT


def test_the_ledger_grows_no_further_than_its_window():
    ledger = filled(article(n, boxed(BOX, n)) for n in range(3 * WINDOW))
    assert len(ledger.cards) <= 1.2 * WINDOW
    assert len(ledger.blocks) <= 1.2 * WINDOW * 7


def test_the_order_of_the_articles_changes_no_verdict():
    articles = [article(n, *([boxed(BOX, n)] if n % 3 else [])) for n in range(30)]

    def said(order):
        return [(one.standing.text, one.kind, one.on, one.of) for one in verdicts(filled(order))]

    assert said(reversed(articles)) == said(articles)
