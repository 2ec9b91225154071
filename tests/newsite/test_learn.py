"""What a few pages teach: rules that help, each with its reason, and no others."""

import pytest

from scrapers.newsite import Confidence, learn

NOTE = "Our harbour reporters are at home in every bar of the coast and hear a great deal there."
BOX = f"<div class='reader-card'><p>{NOTE}</p></div>"
NAMES = ("Ada Hollis", "Jon Brandt", "Mira Okafor", "Leo Fenn", "Ines Duarte", "Tom Aske")


def rules(learned):
    return [(rule.attribute, rule.selector.written) for rule in learned.rules]


def test_pages_that_are_read_well_need_no_rule(paper, read):
    assert learn(paper.pages(6), read).rules == ()


def test_a_box_that_repeats_is_removed(paper, read):
    learned = learn(paper.pages(6, between=BOX), read)
    assert rules(learned) == [("remove", "css('.reader-card')")]


def test_the_rules_leave_the_text_as_it_is(paper, read):
    learned = learn(paper.pages(6, between=BOX), read)
    texts = [article.paragraphs for article in learned.articles]
    assert texts == [paper.paragraphs(number) for number in range(6)]


def test_a_rule_says_on_how_many_pages_it_helps(paper, read):
    (rule,) = learn(paper.pages(6, between=BOX), read).rules
    assert rule.reason == "on 6 of 6 pages; takes out 6 lines: repeats on 6 of 6 pages (6 lines)"


@pytest.mark.parametrize(
    ("with_box", "sure"),
    [(6, Confidence.HIGH), (3, Confidence.MEDIUM), (2, Confidence.MEDIUM)],
)
def test_the_more_pages_the_surer(paper, read, with_box, sure):
    learned = learn(paper.pages(6, between=lambda number: BOX * (number < with_box)), read)
    assert [rule.confidence for rule in learned.rules] == [sure]


def test_a_rule_seen_on_one_page_is_not_written(paper, read):
    def quote(number):
        text = paper.paragraphs(number)[4][:60]
        return f"<div class='big-words'>{text}</div>" if number == 2 else ""

    learned = learn(paper.pages(6, between=quote), read)
    assert [rule.confidence for rule in learned.rules] == [Confidence.LOW]
    assert learned.written == ()


def test_a_box_without_a_lasting_name_has_no_rule(paper, read):
    hashed = BOX.replace("reader-card", "css-1x2y3z")
    assert learn(paper.pages(6, between=hashed), read).rules == ()


def test_a_module_class_is_known_by_what_stays_of_it(paper, read):
    hashed = BOX.replace("reader-card", "Reader_card__K51YM")
    learned = learn(paper.pages(6, between=hashed), read)
    assert rules(learned) == [("remove", """css('[class*="Reader_card__"]')""")]


def test_a_name_that_paragraphs_have_too_is_no_rule(paper, read):
    def shared(number):
        text = paper.paragraphs(number)[0].replace("open", "close")
        return f"<div class='reader-card'><p>{NOTE if number % 2 else text}</p></div>"

    learned = learn(paper.pages(6, between=shared), read)
    assert learned.rules == ()


def test_a_quote_from_the_text_is_removed(paper, read):
    def quote(number):
        return f"<div class='big-words'>{paper.paragraphs(number)[4][:60]}</div>"

    learned = learn(paper.pages(6, between=quote), read)
    assert rules(learned) == [("remove", "css('.big-words')")]


def test_one_page_teaches_nothing(paper, read):
    learned = learn(paper.pages(1, between=BOX), read)
    assert (len(learned.pages), learned.rules) == (1, ())


def test_the_same_page_again_teaches_nothing(paper, read):
    learned = learn([paper.page(0, between=BOX), paper.page(0, between=BOX)], read)
    assert (len(learned.pages), learned.rules) == (1, ())


def test_a_language_that_pages_do_not_say_is_learned(paper, read):
    from scrapers.extraction import parse

    pages = [
        parse(paper.html(number).replace(" lang='en'", ""), paper.url(number))
        for number in range(3)
    ]
    assert learn(pages, read).language == "en"


def test_a_language_that_pages_say_is_not_repeated(paper, read):
    assert learn(paper.pages(3), read).language is None


def test_authors_that_nothing_else_gives_are_found(paper, read):
    def signed(number):
        return f"<footer><span class='journalist-line'>{NAMES[number]}</span></footer>"

    pages = paper.pages(6, after=signed)
    assert [read(page).authors for page in pages] == [[]] * 6
    learned = learn(pages, read)
    assert rules(learned) == [("authors", "css('span.journalist-line')")]


def test_a_date_that_nothing_else_gives_is_found(paper, read):
    def dated(number):
        return f"<div data-publish-date='2026-03-0{number + 1}T10:00:00Z'></div>"

    pages = paper.pages(6, after=dated)
    assert [read(page).date_published for page in pages] == [None] * 6
    learned = learn(pages, read)
    assert rules(learned) == [
        ("date_published", "css('[data-publish-date]::attr(data-publish-date)')")
    ]


@pytest.mark.parametrize("label", ["Updated", "Last modified"])
def test_a_date_of_a_change_is_no_date_of_publication(paper, read, label):
    def dated(number):
        return f"<p>{label} <em class='publish-time'>{number + 1}.3.2026</em></p>"

    pages = paper.pages(6, after=dated)
    assert [read(page).date_published for page in pages] == [None] * 6
    assert learn(pages, read).rules == ()


@pytest.mark.parametrize(
    "attribute",
    ["data-publish-date='2026-03-01'", "data-update-date='2026-03-0{}'", "data-date='soon'"],
    ids=["the same on every page", "of a change", "no date"],
)
def test_an_attribute_that_is_no_date_of_publication_is_not_used(paper, read, attribute):
    pages = paper.pages(6, after=lambda number: f"<div {attribute.format(number + 1)}></div>")
    assert learn(pages, read).rules == ()


def test_a_standfirst_that_was_taken_out_is_kept(paper, read):
    lead = "Nobody had believed in it, and now number {} is at the door of the council."
    pages = paper.pages(
        6,
        first=lambda number: f"<div class='promo-intro'>{lead.format(number)}</div>",
        head=lambda number: f"<meta name='description' content='{lead.format(number)}'>",
    )
    assert read(pages[0]).paragraphs == paper.paragraphs(0)
    learned = learn(pages, read)
    assert rules(learned) == [("keep", "css('.promo-intro')")]
    assert learned.articles[0].paragraphs == [lead.format(0), *paper.paragraphs(0)]


def test_what_was_taken_out_for_its_words_stays_out(paper, read):
    advert = "<p class='story-words'>Subscribe to our newsletter now and never miss a story.</p>"
    pages = paper.pages(6, between=lambda number: advert if number == 3 else "")
    assert learn(pages, read).rules == ()


def test_the_same_pages_give_the_same_rules(paper, read):
    first, second = (learn(paper.pages(4, between=BOX), read).rules for _ in range(2))
    assert first == second


def test_a_place_that_all_pages_but_one_agree_on_is_the_body(paper, read):
    from scrapers.extraction import parse

    letters = "".join(f"<p>{text}</p>" for text in paper.paragraphs(9) * 2)
    short = paper.html(5, after=f"</article></main><section>{letters}</section>")
    for text in paper.paragraphs(5)[1:]:
        short = short.replace(f"<p>{text}</p>", "")
    pages = [*paper.pages(5), parse(short, paper.url(5))]
    assert len(read(pages[5]).paragraphs) > 1
    learned = learn(pages, read)
    assert rules(learned) == [("body", "css('.story-text')")]
    assert learned.articles[5].paragraphs == paper.paragraphs(5)[:1]
