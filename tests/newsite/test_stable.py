import pytest
from lxml import html

from scrapers.newsite.stable import is_stable, names_of, selectors_of


@pytest.mark.parametrize(
    "token",
    ["author-box", "newsletterBox", "related_links", "teaser__title", "StoryBodyCompanion"],
)
def test_a_name_of_words_is_stable(token):
    assert is_stable(token)


MADE = """
css-1x2y3z sc-bdVaJa jsx-3810872 e1qksbhf0 g_eX b_j5 c-9fk2ab a xkcdqr col-md-8 mt-4 lg:w-10/12
post-12345 p_3 DEADBEEF bq-Zkhr
"""


@pytest.mark.parametrize("token", [*MADE.split(), "x" * 80, "a b"])
def test_a_name_that_a_machine_made_is_not(token):
    assert not is_stable(token)


@pytest.mark.parametrize("token", ["text-base", "flex-column", "content-wrapper", "relative"])
def test_a_name_that_says_how_it_looks_is_not(token):
    assert not is_stable(token)


def test_a_container_may_be_called_text():
    assert is_stable("text-wrapper", plain=True)


def element(attributes):
    return html.fromstring(f"<div {attributes}>x</div>")


def test_what_a_page_says_of_meaning_comes_first():
    found = names_of(element('class="share-box mt-4" itemprop="description" data-testid="Share"'))
    assert found == ['[itemprop="description"]', '[data-testid="Share"]', ".share-box"]


def test_the_part_of_a_module_class_that_stays_is_used():
    assert names_of(element('class="Newsletter_box__K51YM"')) == ['[class*="Newsletter_box__"]']


def test_a_heading_made_into_an_id_is_no_name():
    assert names_of(element('id="what-the-council-said-on-monday"')) == []


@pytest.mark.parametrize(
    "value",
    ['"] , * , [x="', "a'b", 'x" onload="y', "a\\", "]]>", "a\nb", "{evil}", "${x}", "a{b}"],
)
def test_nothing_hostile_becomes_part_of_a_selector(value):
    made = html.Element("div")
    made.set("class", value)
    made.set("itemprop", value)
    made.set("id", value)
    assert list(selectors_of(made, "div")) == []


def test_each_selector_selects_its_element():
    made = element('class="share-box" id="sharing" data-testid="Share"')
    found = list(selectors_of(made, "div"))
    assert len(found) == 6
    assert all(made in one.select(made) for one in found)
