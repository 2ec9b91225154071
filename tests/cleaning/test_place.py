"""What the paths of a block have in common."""

import pytest

from scrapers.cleaning.place import common, fits, tail


def test_classes_made_anew_for_each_page_fall_away():
    assert common("main/div.x7f.box/p", "main/div.q2k.box/p") == "main/div.box/p"


def test_steps_above_the_first_other_tag_fall_away():
    assert common("main/section/p.a", "body/div/p.a") == "p.a"


def test_only_the_last_steps_of_a_path_are_looked_at():
    assert tail("html/body/main#x/article/div.box/p") == "main#x/article/div.box/p"


@pytest.mark.parametrize(
    ("path", "does"),
    [("html/body/div.a.box/p", True), ("html/body/div.a/p", False), (None, False)],
)
def test_a_block_fits_where_all_that_they_have_in_common_is(path, does):
    assert fits(path, "div.box/p") is does
