"""What the language pipeline tells, and what it leaves to the page."""

from __future__ import annotations

import pytest

from pipelines.language import Language
from scrapers.config import PartSettings
from scrapers.extraction.language import by_small_words
from scrapers.items import Article, Block, Provenance

GERMAN = (
    "Der Rat der kleinen Stadt hat gestern beschlossen, dass die alte Brücke über den Fluss noch "
    "in diesem Jahr saniert wird. Die Kosten sind nicht hoch, aber die Arbeiten dauern wohl bis "
    "zum Herbst, und so lange müssen alle den Umweg über das Nachbardorf nehmen."
)
ZULU = (
    "Umkhandlu wedolobha unqume izolo ukuthi ibhuloho elidala lizolungiswa kulo nyaka. Izindleko "
    "aziphakeme kodwa umsebenzi uzothatha isikhathi eside, ngakho abantu kuzodingeka basebenzise "
    "omunye umgwaqo odlula edolobhaneni elingumakhelwane kuze kuphele unyaka."
)


def article(text: str, language: str | None = None) -> Article:
    said = {"in_language": Provenance(source="markup:html", raw=language)} if language else {}
    return Article(
        url="https://paper.example/a",
        in_language=language,
        body=[Block(kind="paragraph", text=text)],
        provenance=said,
    )


def run(item: Article, counted: dict[str, int] | None = None, **settings: object) -> Article:
    names = {f"LANGUAGE_{name.upper()}": value for name, value in settings.items()}
    stats = counted if counted is not None else {}
    pipeline = Language(
        Language.settings_type.read(names),  # type: ignore[arg-type]  # the type made from Settings
        lambda name, by: stats.__setitem__(name, stats.get(name, 0) + by),
    )
    return pipeline.process_item(item)


def test_a_page_that_names_no_language_gets_that_of_its_text() -> None:
    assert run(article(GERMAN)).in_language == "de"


def test_a_detected_language_says_so() -> None:
    assert run(article(GERMAN)).provenance["in_language"].source == "detected"


def test_what_the_page_says_stays_with_its_country() -> None:
    assert run(article(GERMAN, "de-AT")).in_language == "de-AT"


def test_an_untouched_language_keeps_its_provenance() -> None:
    assert run(article(GERMAN, "de-AT")).provenance["in_language"].source == "markup:html"


@pytest.mark.parametrize(("text", "said", "base"), [(GERMAN, "en-GB", "de"), (ZULU, "en-ZA", "zu")])
def test_a_language_that_cannot_be_is_overruled(text: str, said: str, base: str) -> None:
    assert run(article(text, said)).in_language == base


def test_an_overruled_language_is_kept_in_the_note() -> None:
    found = run(article(GERMAN, "en-GB")).provenance["in_language"]
    assert (found.raw, found.note) == ("en-GB", "the page says en-GB")


def test_a_short_text_overrules_nothing() -> None:
    assert run(article(GERMAN[:90], "en")).in_language == "en"


def test_too_little_text_tells_nothing() -> None:
    assert run(article("Ja!")).in_language is None


def test_overruling_can_be_switched_off() -> None:
    assert run(article(GERMAN, "en"), overrule=1).in_language == "en"


def test_both_names_of_norwegian_are_one_language() -> None:
    text = (
        "Kommunen har i går vedtatt at den gamle broen skal settes i stand, og det blir ikke dyrt. "
    )
    assert run(article(text * 3, "nb-NO")).in_language == "nb-NO"


def test_what_was_done_is_counted() -> None:
    counted: dict[str, int] = {}
    run(article(GERMAN), counted)
    run(article(GERMAN, "fr"), counted)
    assert counted == {"language/detected": 1, "language/overruled": 1}


def test_the_same_text_gives_the_same_language_in_any_order() -> None:
    first = [run(article(text)).in_language for text in (GERMAN, ZULU)]
    second = [run(article(text)).in_language for text in (ZULU, GERMAN)]
    assert first == second[::-1]


def test_its_settings_begin_no_setting_of_scrapy() -> None:
    from scrapy.settings import default_settings

    assert issubclass(Language.settings_type, PartSettings)
    assert not [name for name in vars(default_settings) if name.startswith("LANGUAGE")]


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(text: str) -> None:
        raise AssertionError(f"the model was asked about {text[:20]!r}")

    monkeypatch.setattr("pipelines.language.detect", load)


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize("stated", [None, "de"])
def test_small_words_tell_a_common_language_without_the_model(stated: str | None) -> None:
    assert run(article(GERMAN, stated)).in_language == (stated or "de")


@pytest.mark.parametrize("text", [ZULU, "Brücke gesperrt", "1 2 3 " * 60])
def test_what_small_words_do_not_tell_is_left_open(text: str) -> None:
    assert by_small_words(text) is None
