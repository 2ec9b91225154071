"""Each candidate on trial: extraction with it and without it, over all pages of the sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.extraction.rules import RuleSet
from scrapers.extraction.witness import key_of
from scrapers.items import Article
from scrapers.newsite import propose
from scrapers.newsite.rule import Confidence, Rule, confidence_of, rules_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scrapers.extraction import Page
    from scrapers.newsite.propose import Candidate
    from scrapers.newsite.sampled import Sampled

__all__ = ["Read", "body_rules"]

Read = Callable[["Page", RuleSet], Article]
"""From a page and rules to its article, cleaned, as a crawl stores it."""

_MOST_RULES: Final = 6
"""Rules of one attribute: a site needs few, and each has to be kept up."""
_MOST_TRIALS: Final = 12
"""Candidates of one attribute that are tried: each costs reading all pages again."""
_MOST_GONE: Final = 0.25
"""Share of a page's lines, and of its letters, that a rule may take out: more is no box in it."""
_FEW: Final = 3
"""Lines that it may take out of any page, however short."""


@dataclass(slots=True)
class _Change:
    """What a rule did to one page: lines by their keys."""

    gone: Counter[str]
    new: Counter[str]


class _Court:
    """The pages, and the rules that were found good so far."""

    def __init__(self, pages: Sequence[Sampled], read: Read) -> None:
        self._pages = pages
        self._read = read
        self.rules = RuleSet()
        self.found: list[Rule] = []
        self._now = [_lines(sampled.article) for sampled in pages]
        self._told: set[tuple[int, str]] = set()
        """Page and line that a rule takes out which is only shown."""
        self._chrome = [
            {piece.key for piece in sampled.kept() if piece.chrome} for sampled in pages
        ]

    def try_all(self, attribute: str, candidates: Iterable[Candidate]) -> None:
        """Keep those of the candidates that do good and no harm, each on top of the others."""
        tried = kept = 0
        for candidate in candidates:
            if tried >= _MOST_TRIALS or kept >= _MOST_RULES:
                return
            if not self._may_help(attribute, candidate):
                continue
            tried += 1
            kept += self._try(attribute, candidate)

    def _may_help(self, attribute: str, candidate: Candidate) -> bool:
        """Whether any line that it would take out is still there, and no rule is shown for it."""
        if attribute != "remove":
            return True
        return any(
            piece.key in self._now[at] and (at, piece.key) not in self._told
            for at, pieces in candidate.good.items()
            for piece in pieces
        )

    def _try(self, attribute: str, candidate: Candidate) -> bool:
        trial = Rule(attribute, candidate.selector, confidence_of(0, 0), "")
        rules = rules_with(self.rules, [trial])
        after = [
            _lines(self._read(sampled.page, rules))
            if candidate.selector.select(sampled.page.tree)
            # What selects nothing changes nothing.
            else now
            for sampled, now in zip(self._pages, self._now, strict=True)
        ]
        changes = [_Change(old - new, new - old) for old, new in zip(self._now, after, strict=True)]
        helped = [at for at, change in enumerate(changes) if change.gone or change.new]
        if not helped or not all(
            self._is_good(attribute, candidate, at, changes[at], after[at]) for at in helped
        ):
            return False
        rule = Rule(
            attribute,
            candidate.selector,
            _confidence(attribute, candidate, len(helped), len(self._pages)),
            _reason(attribute, candidate, changes, self._pages),
        )
        self.found.append(rule)
        if rule.confidence is Confidence.LOW:  # it will not be written: the others do without
            self._told.update((at, key) for at in helped for key in changes[at].gone)
        else:
            self.rules, self._now = rules, after
        return True

    def _is_good(
        self, attribute: str, candidate: Candidate, at: int, change: _Change, after: Counter[str]
    ) -> bool:
        """Whether all that changed on a page changed for the better, by what speaks for it."""
        gone_well = all(key in self._chrome[at] for key in change.gone)
        if attribute == "remove":
            return gone_well and not change.new and _is_little(change.gone, self._now[at])
        if attribute == "keep":
            wanted = {piece.key for piece in candidate.good.get(at, ())}
            return not change.gone and all(key in wanted for key in change.new)
        # Where the text lay elsewhere it is another now; where it lay here nothing else may come.
        return bool(after) if at in candidate.good else gone_well and not change.new


def body_rules(pages: Sequence[Sampled], read: Read) -> list[Rule]:
    """Rules for `body`, `remove` and `keep` that make the sample better and nothing in it worse.

    Args:
        pages: compared by `compare`; two at least.
        read: reads a page by rules; called some dozens of times a page.
    """
    court = _Court(pages, read)
    court.try_all("remove", propose.removals(pages))
    court.try_all("keep", propose.keeps(pages))
    court.try_all("body", propose.bodies(pages))
    return court.found


def _lines(article: Article) -> Counter[str]:
    """Keys of the text's lines; cells of a table one by one, as the walk reads them."""
    return Counter(
        key[:300]
        for block in article.body
        if block.kind != "caption"
        for text in block.text.split("\t")
        if (key := key_of(text[:600]))
    )


def _confidence(attribute: str, candidate: Candidate, helped: int, pages: int) -> Confidence:
    """One step less for a body, and for what nothing else of its kind speaks for."""
    # What speaks for a body are the pages that it leaves as they are, and for taking a box out
    # those where the generic way does so itself.
    seen = {"body": candidate.seen, "remove": helped + candidate.seen}.get(attribute, helped)
    found = confidence_of(seen, pages)
    if attribute == "remove" or (attribute == "keep" and candidate.seen):
        return found
    return Confidence.MEDIUM if found is Confidence.HIGH else Confidence.LOW


def _is_little(gone: Counter[str], lines: Counter[str]) -> bool:
    """Whether what is taken out is but a part of the page."""
    letters = sum(len(key) * count for key, count in lines.items())
    lost = sum(len(key) * count for key, count in gone.items())
    few = gone.total() <= max(_FEW, _MOST_GONE * lines.total())
    return few and lost <= _MOST_GONE * letters


def _reason(
    attribute: str, candidate: Candidate, changes: list[_Change], pages: Sequence[Sampled]
) -> str:
    """In words, with figures."""
    helped = sum(1 for change in changes if change.gone or change.new)
    where = f"on {helped} of {len(pages)} pages"
    gone = sum(change.gone.total() for change in changes)
    new = sum(change.new.total() for change in changes)
    if attribute == "remove":
        causes = Counter(
            piece.chrome for pieces in candidate.good.values() for piece in pieces if piece.chrome
        )
        too = f"; the generic way does so on {candidate.seen} others" if candidate.seen else ""
        return f"{where}; takes out {_count(gone)}: {_causes(causes)}{too}"
    if attribute == "keep":
        summaries = sum(one.is_summary for pieces in candidate.good.values() for one in pieces)
        told = f"{summaries} of them the page's own summary, " if summaries else ""
        others = f"{candidate.seen} others of its kind are in the text"
        return f"{where}; brings back {_count(new)}: {told}{others}"
    return f"{where}; the text of the other {candidate.seen} lies in it"


def _count(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"


def _causes(causes: Counter[str]) -> str:
    return ", ".join(f"{cause} ({_count(count)})" for cause, count in causes.most_common(3))
