"""What a page says of its language, and what a text is in."""

from __future__ import annotations

import pytest

from scrapers.extraction.hints import Hints
from scrapers.extraction.language import detect, is_plausible, read_tag, same_language
from scrapers.extraction.rules import RuleSet


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("pt_BR", "pt-BR"), ("de_AT.UTF-8", "de-AT"),
        ("zh-hans-cn", "zh-Hans-CN"), ("German", "de"), ("日本語", "ja"), ("jp", "ja"),
        ("en, de", "en"), ("es-419", "es-419"), ("und", None), ("", None), (None, None),
        ("x", None), ("{{lang}}", None), ("english-speaking", None),
    ],
)  # fmt: skip
def test_a_tag_is_put_into_form(raw, tag):
    assert read_tag(raw) == tag


def test_json_ld_speaks_of_the_article(fields_of):
    node = {"@type": "NewsArticle", "inLanguage": {"@type": "Language", "alternateName": "fr"}}
    found = fields_of(ld=(node,), lang="en")
    assert (found.in_language, found.provenance["in_language"].source) == (
        "fr",
        "json-ld:inLanguage",
    )


def test_the_country_is_taken_from_where_it_stands(fields_of):
    assert fields_of(lang="de", meta={"og:locale": "de_CH"}).in_language == "de-CH"


def test_another_languages_locale_changes_nothing(fields_of):
    assert fields_of(lang="de", meta={"og:locale": "en_US"}).in_language == "de"


def test_a_page_names_the_norwegian_of_a_norwegian_site(fields_of):
    assert fields_of(lang="nb-NO", rules=RuleSet(language="no")).in_language == "nb-NO"


def test_the_sites_rule_settles_a_conflict(fields_of):
    found = fields_of(lang="en", rules=RuleSet(language="zu"))
    assert (found.in_language, found.provenance["in_language"].source) == ("zu", "site")


def test_the_page_may_say_more_than_the_sites_rule(fields_of):
    assert fields_of(lang="en-GB", rules=RuleSet(language="en")).in_language == "en-GB"


def test_a_feed_is_heard_where_the_page_is_silent(fields_of):
    assert fields_of(lang="", hints=Hints(language="el")).in_language == "el"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("The council has decided that the old bridge will be repaired before the winter.", "en"),
        ("Le conseil a décidé que le vieux pont sera réparé avant l'hiver.", "fr"),
        ("Совет решил, что старый мост отремонтируют до зимы.", "ru"),
        ("市議会は、古い橋を冬までに修理することを決めた。", "ja"),
        ("قرر المجلس إصلاح الجسر القديم قبل الشتاء.", "ar"),
    ],
)
def test_a_text_is_told_by_its_language(text, base):
    assert detect(text).base == base


@pytest.mark.parametrize("text", ["", "OK", "12345 67890 12345 67890 12345", "!!! ??? ..."])
def test_what_is_no_text_is_told_by_nothing(text):
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("The council has decided that the old bridge will be repaired.", "en-GB", True),
        ("Der Rat hat beschlossen, dass die alte Brücke saniert wird.", "en-GB", False),
        ("市議会は、古い橋を冬までに修理することを決めた。", "ja", True),
        ("The council has decided that the old bridge will be repaired.", "ja", False),
        ("Umkhandlu unqume ukuthi ibhuloho lizolungiswa.", "zu", None),
    ],
)
def test_a_language_shows_in_its_small_words(text, tag, expected):
    assert is_plausible(text, tag) is expected


def test_the_country_makes_no_other_language():
    assert same_language("nb-NO", "no")
