"""Which language a page says it is in, and which a text is in."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrapers import lexicon
from scrapers.extraction.values import as_list, first_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = [
    "Guess",
    "Stated",
    "base_of",
    "by_small_words",
    "detect",
    "is_plausible",
    "read_tag",
    "same_language",
    "stated_language",
]

_TAG: Final = re.compile(
    r"(?P<base>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?"
    r"(?:[-_.@].{0,20})?",
    re.I,
)
# Countries that pages put where a language belongs, and codes that were replaced.
_RENAMED: Final = {
    "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk",
    "kr": "ko", "cn": "zh", "vn": "vi", "eng": "en", "ger": "de", "deu": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "jpn": "ja", "nb": "nb",
}  # fmt: skip
_NAMES: Final = {
    "english": "en", "deutsch": "de", "german": "de", "français": "fr", "french": "fr",
    "español": "es", "spanish": "es", "italiano": "it", "italian": "it", "português": "pt",
    "portuguese": "pt", "русский": "ru", "russian": "ru", "日本語": "ja", "japanese": "ja",
    "中文": "zh", "chinese": "zh", "한국어": "ko", "korean": "ko", "العربية": "ar", "arabic": "ar",
    "türkçe": "tr", "turkish": "tr", "nederlands": "nl", "dutch": "nl", "polski": "pl",
    "polish": "pl", "svenska": "sv", "swedish": "sv", "hindi": "hi", "українська": "uk",
}  # fmt: skip
_NONE: Final = frozenset(("und", "mul", "zxx", "mis", "xx", "xxx"))

_LEAST_LETTERS: Final = 25
SAMPLE: Final = 2_000
"""Characters of a text that are looked at: more changes nothing and costs time."""
_ONE_NAME: Final = {"nb": "no", "nn": "no", "iw": "he", "fil": "tl", "cmn": "zh"}
_LEAST_SMALL: Final = 0.04
"""Part of small words in a text of the language. Fundus dev pages, November 2026: 0.075 at least
(Turkish)."""
_LEAST_TOKENS: Final = 40
"""Words of a text whose language small words may tell."""
_TOLD_SMALL: Final = 0.15
"""Part of small words in it. With `_AHEAD`, on a third of aeb and fundus, November 2026: 76 of 82
texts told, all as the model has it."""
_AHEAD: Final = 1.5
"""Lead over the next language."""
_PLENTY_SMALL: Final = 0.25
_FIRST_LOOK: Final = 500
"""Characters that mostly settle whether a text is in the language its page names."""
_UNSPACED: Final = frozenset(("ja", "zh", "th"))
_TOKEN: Final = re.compile(r"\w+")


class Stated(NamedTuple):
    """The language a page states."""

    tag: str
    source: str
    raw: str


class Guess(NamedTuple):
    """The language of a text."""

    base: str
    """ISO 639-1 code."""
    probability: float
    """0-1, of the languages considered."""


@functools.lru_cache(maxsize=1024)
def read_tag(raw: str | None) -> str | None:
    """A language tag as BCP 47 writes it: ``en_us.UTF-8`` gives ``en-US``, ``German`` ``de``.

    ``None`` where it names no language.
    """
    raw = (raw or "").split(",")[0].strip()
    if raw.lower() in _NAMES:
        return _NAMES[raw.lower()]
    found = _TAG.fullmatch(raw)
    if found is None or found["base"].lower() in _NONE:
        return None
    base = _RENAMED.get(found["base"].lower(), found["base"].lower())
    parts = [base]
    if found["script"]:
        parts.append(found["script"].title())
    if found["region"]:
        parts.append(found["region"].upper())
    return "-".join(parts)


def stated_language(page: Page, structured: Structured) -> Stated | None:
    """What the page says, by order of trust.

    JSON-LD ``inLanguage`` speaks of the article, ``<html lang>`` of the page around it;
    ``og:locale`` and ``content-language`` are often left as the template had them. Where a later
    one says the same language with its country, that is taken.
    """
    found: list[Stated] = []
    for node in structured.articles[:3]:
        _add(found, "json-ld:inLanguage", as_list(node.get("inLanguage"))[:3])
    html = page.tree.attrib
    _add(found, "markup:html", [html.get("lang"), html.get("xml:lang")])
    _add(found, "opengraph:og:locale", structured.meta.get("og:locale", ()))
    for name in ("content-language", "language", "dc.language", "inlanguage"):
        _add(found, f"meta:{name}", structured.meta.get(name, ()))
    if not found:
        return None
    first = found[0]
    if "-" not in first.tag:
        return next((one for one in found if one.tag.startswith(f"{first.tag}-")), first)
    return first


def _add(found: list[Stated], source: str, values: Iterable[Any]) -> None:
    for value in values:
        raw = first_text(value, "alternateName", "name")
        if raw and (tag := read_tag(raw)):
            found.append(Stated(tag, source, raw))


def detect(text: str) -> Guess | None:
    """The language of a text by its letters and their company; the same text gives the same answer.

    Args:
        text: some sentences; ``None`` comes back for less than a headline's worth of letters.
    """
    sample = text[:SAMPLE]
    # A letter of Chinese or Japanese stands for two or three of an alphabet's.
    letters = sum(3 if letter >= "\u2e80" else 1 for letter in sample if letter.isalpha())
    if letters < _LEAST_LETTERS:
        return None
    base, probability = _identifier().classify(sample)
    return Guess(base, float(probability))


def is_plausible(text: str, tag: str) -> bool | None:
    """Whether a text holds the small words that every text of that language is full of.

    Costs a tenth of a millisecond and no model, for what most pages say of their language is true.

    Args:
        text: some sentences.
        tag: BCP 47.

    Returns:
        ``None`` where the lexicon does not have the language.
    """
    base = base_of(tag)
    if base not in lexicon.languages():
        return None
    sample = text[:SAMPLE].casefold()
    if base in _UNSPACED:
        found = sum(map(sample.count, lexicon.phrases("stop", base)))
        return found > _LEAST_SMALL * sum(map(str.isalpha, sample))
    mine = _small_words(base)
    tokens = _TOKEN.findall(sample[:_FIRST_LOOK])
    own = sum([token in mine for token in tokens])
    if len(tokens) >= _LEAST_TOKENS and own > _PLENTY_SMALL * len(tokens):
        return True
    tokens = _TOKEN.findall(sample)
    own = sum([token in mine for token in tokens])
    if own > _PLENTY_SMALL * len(tokens) or own <= _LEAST_SMALL * len(tokens):
        return own > _LEAST_SMALL * len(tokens)
    # Other languages share some small words; its own has most of those the text has.
    languages_of = _languages_of()
    tally = Counter(code for token in tokens for code in languages_of.get(token, ()))
    return 2 * own > max(tally.values())


def by_small_words(text: str) -> str | None:
    """The language whose small words a text is full of; ``None`` where that is not clear.

    Needs no model; a text in a script without spaces is never told.
    """
    tokens = _TOKEN.findall(text[:SAMPLE].casefold())
    if len(tokens) < _LEAST_TOKENS:
        return None
    tally = Counter(code for token in tokens for code in _languages_of().get(token, ()))
    (first, found), (_, next_found) = [*tally.most_common(2), ("", 0), ("", 0)][:2]
    clear = found > _TOLD_SMALL * len(tokens) and found >= _AHEAD * next_found
    return first if clear else None


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever the country: ``nb`` and ``no-NO`` do."""
    return base_of(one) == base_of(other)


def base_of(tag: str) -> str:
    """The language of a tag without script and country, as lexicon and detection call it."""
    base = tag.split("-", 1)[0].lower()
    return _ONE_NAME.get(base, base)


@functools.cache
def _small_words(code: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in lexicon.phrases("stop", code))


@functools.lru_cache(maxsize=1)
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Small word to the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for code in lexicon.languages():
        for word in _small_words(code):
            found[word] = (*found.get(word, ()), code)
    return found


@functools.lru_cache(maxsize=1)
def _identifier() -> Any:
    # Its model takes 0.3 s and 40 MB to load: only for a page that needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
