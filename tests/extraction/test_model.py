"""The learned part: what it may change, and that it gives the same answer everywhere."""

from unittest.mock import patch

import numpy as np
import pytest

from scrapers.extraction import model
from scrapers.extraction.body import Witness, extract_body
from scrapers.extraction.features import NAMES, candidates, matrix
from scrapers.extraction.page import parse
from scrapers.extraction.region import locate
from scrapers.extraction.rules import RuleSet, css
from scrapers.extraction.walk import walk

URL = "https://paper.example/town/bridge"
TEXTS = (
    "The bridge over the river will be closed for two months, the town said on Monday.",
    "Drivers must take the long way round, by the mill and the old railway station.",
    "The mayor, who had asked for the repair three years ago, called it overdue.",
)
PAGE = f"<html><body><article>{''.join(f'<p>{text}</p>' for text in TEXTS)}</article></body></html>"


def always(*likely):
    """A model that gives the chunks these probabilities."""
    values = np.array(likely, dtype=np.float32)
    return patch.object(model, "probabilities", lambda _rows: values)


def body(html=PAGE, rules=None):
    return extract_body(parse(html, URL), rules or RuleSet(), Witness())


def test_a_paragraph_that_is_unlikely_is_dropped_and_says_why():
    with always(0.9, 0.03, 0.9):
        removed = body().removed
    assert [(one.rule, one.reason, one.text) for one in removed] == [
        ("extraction.model", "the model gives it 3%", TEXTS[1])
    ]


def test_a_model_that_would_drop_nearly_all_is_not_believed():
    with always(0.0, 0.0, 0.0):
        assert [block.text for block in body().blocks] == list(TEXTS)


def test_what_a_site_rule_names_is_not_for_the_model():
    with always(0.9, 0.0, 0.9):
        found = body(rules=RuleSet(body=(css("article"),)))
    assert [block.text for block in found.blocks] == list(TEXTS)


def test_what_a_site_rule_protects_stays():
    with always(0.9, 0.0, 0.9):
        found = body(
            PAGE.replace(f"<p>{TEXTS[1]}", f"<p id=x>{TEXTS[1]}"), RuleSet(keep=(css("#x"),))
        )
    assert [block.text for block in found.blocks] == list(TEXTS)


def test_what_a_rule_drops_for_its_place_and_the_model_is_sure_of_comes_back():
    html = PAGE.replace("</article>", "<p>Every day but Sunday</p></article>")
    with always(0.9, 0.9, 0.9, 0.9):
        assert len(body(html).blocks) == 4


def test_the_model_is_not_asked_about_what_marks_take_out():
    other = "<div class=related><p>Something else to read, to send or to sign.</p></div>"
    with always(0.9, 0.9, 0.9):
        found = body(PAGE.replace("</article>", f"{other}</article>"))
    assert [block.text for block in found.blocks] == list(TEXTS)


def test_the_cells_of_a_table_are_not_for_the_model():
    table = "<table><tr><td>May</td><td>1,200</td></tr></table>"
    with always(0.9, 0.9, 0.9, 0.0, 0.0):
        found = body(PAGE.replace("</article>", f"{table}</article>"))
    assert found.blocks[-1].text == "May\t1,200"


def test_a_row_has_a_value_for_each_name():
    page = parse(PAGE, URL)
    found = walk(page.tree)
    region = locate(found, Witness())
    assert matrix(found, region, candidates(found, region), {}).shape == (3, len(NAMES))


def test_the_bundled_trees_ask_only_for_columns_there_are():
    assert model.bundled().columns.max() < len(NAMES)


@pytest.mark.parametrize(("value", "leaf"), [(0.5, 3.0), (2.0, -3.0)])
def test_a_tree_answers_by_the_border_of_its_question(value, leaf):
    trees = model.Trees(
        np.array([[0]]), np.array([[1.0]], np.float32), np.array([[3.0, -3.0]], np.float32), 0.0
    )
    found = model.probabilities(np.array([[value]], np.float32), trees)
    assert found[0] == pytest.approx(1 / (1 + np.exp(-leaf)), abs=0.001)
