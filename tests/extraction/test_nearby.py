"""What stands near the headline, in the order of reading."""

from __future__ import annotations

from scrapers.extraction.nearby import Nearby, called, is_larger


def near_of(page):
    return Nearby(page, page.tagged("h1"))


def texts(page):
    return [
        (place, " ".join(text.split()))
        for place, _, text in near_of(page).steps
        if text is not None
    ]


def test_texts_come_in_the_order_of_reading(make_page):
    page = make_page("<h1>Bridge</h1><p>one <b>two</b> three <i>four</i></p> five<p>six</p>")
    assert [text for _, text in texts(page)] == ["one", "two", "three", "four", "five", "six"]


def test_places_count_from_the_headline(make_page):
    page = make_page("<p>above</p><h1>Bridge <em>built</em></h1><p>below</p>")
    assert texts(page) == [(-1, "above"), (0, "below")]


def test_the_headlines_own_text_is_not_near_it(make_page):
    assert texts(make_page("<h1>Bridge <em>built</em></h1>")) == []


def test_scripts_are_not_read(make_page):
    assert texts(make_page("<h1>Bridge</h1><script>let x</script><p>text</p>")) == [(1, "text")]


def test_nothing_is_near_a_page_without_a_headline(make_page):
    assert near_of(make_page("<p>text</p>")).steps == []


def test_classes_are_found_by_what_they_hold_in_any_case():
    names = ["post-Date", None, "body", "", "dateline big"]
    assert called(names, ("date", "stamp")) == {"post-Date", "dateline big"}


def test_no_class_is_found_across_two():
    assert called(["up", "date"], ("update", "pdat")) == set()


def test_an_element_is_larger_by_what_it_holds(make_page):
    paragraph = make_page("<p><b>x</b><b>y</b></p>").tagged("p")[0]
    assert (is_larger(paragraph, 1), is_larger(paragraph, 2)) == (True, False)
