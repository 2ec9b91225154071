"""What speaks against a line of the text: other pages, or the page itself."""

from scrapers.newsite.compare import without_copies
from scrapers.newsite.sampled import Sampled

NOTE = "Our harbour reporters are at home in every bar of the coast and hear a great deal there."


def chrome(sampled):
    return {piece.text: piece.chrome for piece in sampled.kept() if piece.chrome}


def test_what_repeats_in_one_place_is_chrome(paper, compared):
    found = compared(paper.pages(3, between=f"<div class='card'><p>{NOTE}</p></div>"))
    assert [chrome(one) for one in found] == [{NOTE: "repeats on 3 of 3 pages"}] * 3


def test_what_varies_is_text(paper, compared):
    assert [chrome(one) for one in compared(paper.pages(3))] == [{}, {}, {}]


def test_a_sentence_that_repeats_in_another_place_is_text(paper, compared):
    places = [f"<div class='card'><p>{NOTE}</p></div>", f"<p>{NOTE}</p>"]
    found = compared(paper.pages(2, between=lambda number: places[number]))
    assert [chrome(one) for one in found] == [{}, {}]


def test_a_heading_over_text_may_stand_on_every_page(paper, compared):
    found = compared(paper.pages(3, between="<h2>What happens now</h2>"))
    assert [chrome(one) for one in found] == [{}, {}, {}]


def test_links_to_other_articles_are_chrome(paper, compared):
    def links(number):
        items = (
            f"<li>Read: <a href='{paper.url(other)}'>{paper.headline(other)}</a></li>"
            for other in range(number + 3, number + 6)
        )
        return f"<h3>More of the {number} kind</h3><ul>{''.join(items)}</ul>"

    for one in compared(paper.pages(2, between=links)):
        kept = [piece.kind for piece in one.kept() if piece.chrome is None]
        assert set(kept) == {"paragraph"}


def test_links_to_other_sites_are_text(paper, compared):
    links = "<ul><li><a href='https://law.example/a-1'>The law of the sea, in full</a></li></ul>"
    for one in compared(paper.pages(2, between=lambda number: links.replace("a-1", str(number)))):
        assert "nothing but a link to another article" not in chrome(one).values()


def test_the_headline_once_more_is_chrome(paper, compared):
    def again(number):
        return f"<div class='kicker'>{paper.headline(number)}</div>"

    for number, one in enumerate(compared(paper.pages(2, between=again))):
        said = chrome(one).get(paper.headline(number), "is the headline once more")
        assert said == "is the headline once more"


def test_a_sentence_shown_once_more_is_chrome(paper, compared):
    def quote(number):
        return f"<div class='big'>{paper.paragraphs(number)[4][:60]}</div>"

    for number, one in enumerate(compared(paper.pages(2, between=quote))):
        assert chrome(one) == {
            paper.paragraphs(number)[4][:60]: "says again what another line says"
        }


def test_an_article_under_two_addresses_is_taken_once(paper, read):
    pages = [*paper.pages(2), paper.page(0)]
    found = without_copies(Sampled(page, read(page)) for page in pages)
    assert [one.page for one in found] == pages[:2]
