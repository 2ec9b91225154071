"""Tells the language where the page does not, or says what cannot be."""

from __future__ import annotations

from pydantic import Field, PositiveInt

from scrapers.extraction.language import (
    Guess,
    by_small_words,
    detect,
    is_plausible,
    same_language,
)
from scrapers.items import Article, Provenance
from scrapers.pipeline import ArticlePipeline, PipelineSettings


class Settings(PipelineSettings):
    """When to look at the text, and when to believe it."""

    confidence: float = Field(default=0.6, ge=0, le=1)
    """Least probability at which a language is told for a page that names none."""
    overrule: float = Field(default=0.95, ge=0, le=1)
    """Least probability at which the text overrules what the page says; 1 means never."""
    overrule_chars: PositiveInt = 200
    """Least characters of text for overruling: a short one may be names or a quotation."""


class Language(ArticlePipeline[Settings]):
    """Set ``in_language`` from the text where the page is silent or wrong; provenance ``detected``.

    Small words are asked first, whether the page names a language or not; the model (100 MB,
    half a second) is loaded only for the few pages that need it.
    """

    order = 400
    cleaner = True

    def process_item(self, article: Article) -> Article:
        text = f"{article.headline or ''}\n{article.text}"
        stated = article.in_language
        if stated is None:
            told = by_small_words(text)
            guess = Guess(told, 1.0) if told else detect(text)
            if guess and guess.probability >= self.settings.confidence:
                _set(article, guess, None)
                self.count("detected")
        elif len(text) >= self.settings.overrule_chars and not is_plausible(text, stated):
            guess = detect(text)
            sure = guess is not None and guess.probability >= self.settings.overrule < 1
            if guess and sure and not same_language(guess.base, stated):
                _set(article, guess, f"the page says {stated}")
                self.count("overruled")
        return article


def _set(article: Article, guess: Guess, note: str | None) -> None:
    before = article.provenance.get("in_language")
    raw = before.raw if before else None
    article.in_language = guess.base
    # Assigned whole: a change inside the dict would not be checked.
    found = Provenance(source="detected", raw=raw, note=note)
    article.provenance = {**article.provenance, "in_language": found}
