"""From a few pages of a site to its rules: compare, propose, try, keep what helps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.extraction.rules import RuleSet
from scrapers.newsite.compare import compare, without_copies
from scrapers.newsite.fields import field_rules
from scrapers.newsite.judge import body_rules
from scrapers.newsite.rule import Confidence, Rule, rules_with
from scrapers.newsite.sampled import Sampled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapers.extraction import Page
    from scrapers.items import Article
    from scrapers.newsite.judge import Read

__all__ = ["Learned", "learn"]


@dataclass(frozen=True, slots=True)
class Learned:
    """What a sample taught."""

    pages: tuple[Sampled, ...]
    """The sample without copies."""
    rules: tuple[Rule, ...]
    """In the order they were found; those of low confidence are for show."""
    language: str | None
    """BCP 47, where the pages do not say it and all are in one."""
    articles: tuple[Article, ...]
    """By the rules that are written, a page each."""

    @property
    def written(self) -> tuple[Rule, ...]:
        """Rules sure enough to be written."""
        return tuple(rule for rule in self.rules if rule.confidence is not Confidence.LOW)


def learn(
    pages: Sequence[Page], read: Read, is_article: Callable[[str], bool] | None = None
) -> Learned:
    """Find the few rules that make reading these pages better.

    Args:
        pages: articles of one site. From fewer than two that differ nothing can be learned.
        read: reads a page by rules, cleaned as a crawl stores it.
        is_article: whether an address is that of an article of the site.
    """
    sampled = [Sampled(page, read(page, RuleSet())) for page in pages]
    kept = without_copies(one for one in sampled if one.article.body)
    rules: list[Rule] = []
    if len(kept) > 1:
        compare(kept, is_article)
        rules = [*body_rules(kept, read), *field_rules(kept, read)]
    language = _language(kept)
    base = replace(RuleSet(), language=language)
    written = rules_with(base, (one for one in rules if one.confidence is not Confidence.LOW))
    articles = tuple(read(one.page, written) for one in kept)
    return Learned(tuple(kept), tuple(rules), language, articles)


def _language(pages: Sequence[Sampled]) -> str | None:
    """What was detected, where no page says it and all agree."""
    sources = {
        one.article.provenance["in_language"].source
        for one in pages
        if "in_language" in one.article.provenance
    }
    tags = Counter(one.article.in_language for one in pages)
    if sources != {"detected"} or len(tags) != 1:
        return None
    return next(iter(tags))
