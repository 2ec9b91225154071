"""Finding phrases at the start of a text, or as whole words within it."""

from hypothesis import given
from hypothesis import strategies as st

from scrapers.lexicon import combined, fold, index, lead_in


def found(text):
    return {(one.category, one.phrase) for one in index().openings(text)}


def test_case_and_decoration_do_not_matter():
    assert ("teaser", "See also") in found("▶ SEE ALSO: A title")


def test_a_phrase_ends_at_the_end_of_a_word():
    assert not any(phrase == "Subscribe" for _, phrase in found("Subscribers rejoice"))


def test_a_vowel_sign_belongs_to_its_word():
    assert not any(phrase == "और" for _, phrase in found("औरत ने कहा"))


def test_scripts_without_spaces_need_no_space_after_a_phrase():
    assert ("teaser", "関連記事") in found("関連記事首相が会見")


def test_a_quotation_mark_is_no_decoration():
    assert found("“See also the third chapter”") == set()


def test_the_end_is_counted_in_the_text_as_written():
    text = "» À LIRE AUSSI : le titre"
    ends = [one.end for one in index().openings(text) if one.phrase == "À lire aussi"]
    assert text[ends[0] :] == " : le titre"


def test_longer_phrases_come_first():
    lengths = [len(one.phrase) for one in index().openings("Read more about: boats")]
    assert lengths == sorted(lengths, reverse=True)


def test_a_mention_is_a_whole_word():
    assert index().mention("newsletter_word", "Join our Newsletter today") == "newsletter"
    assert index().mention("newsletter_word", "an appendix of chapters") is None


def test_patterns_hold_a_place_for_numbers():
    assert index().fits("reading_time", "5 min read")
    assert index().fits("page_of", "Page 2 of 7")
    assert not index().fits("page_of", "4.7 of 5")


def test_the_bundled_index_is_built_once():
    assert combined() is index()


def test_ones_own_phrases_are_found():
    own = combined(extra={"teaser": ["Our pick"]})
    assert [one.phrase for one in own.openings("Our pick: boats")] == ["Our pick"]


def test_files_in_a_folder_add_to_the_bundled_ones(tmp_path):
    (tmp_path / "eo.toml").write_text('teaser = ["Legu ankaŭ"]', encoding="utf-8")
    own = combined(("en",), tmp_path)
    assert own.openings("Legu ankaŭ: boatoj")
    assert own.openings("See also: boats")


@given(st.text())
def test_any_text_can_be_searched(text):
    for one in index().openings(text):
        assert 0 <= one.end <= len(text)
    index().mention("newsletter_word", text)
    index().fits("reading_time", text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(fold(text))) == fold(fold(text))
    assert 0 <= lead_in(text) <= len(text)


def test_a_letter_written_as_two_characters_opens_no_phrase_and_no_error():
    assert index().openings("A\u0301 lire: boats") == []
