"""One page beside what is normal on its site: nothing odd, or one named suspicion. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from scrapers.extraction import Diagnosis

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.health.baseline import Baseline, Limit
    from scrapers.health.signs import Signs

__all__ = ["WALLS", "Kind", "Suspicion", "suspect"]


class Kind(StrEnum):
    """What may have happened to a site."""

    RULE_BROKEN = "rule_broken"
    """The site's rule finds nothing, or too little, where others find the text."""
    RULE_SWALLOWS_BOILERPLATE = "rule_swallows_boilerplate"
    """What is read grew by what is no article: boxes, links, text that every page has."""
    LAYOUT_CHANGED = "layout_changed"
    """The text, or fields, stand elsewhere; or nobody finds the text any more."""
    BLOCKED = "blocked"
    """The site refuses us, or puts a challenge before its pages."""
    CONSENT_WALL = "consent_wall"
    """Pages only ask to agree to cookies."""
    PAYWALLED = "paywalled"
    """Texts end where the offer to pay or to log in begins."""
    FEED_DEAD = "feed_dead"
    """The sources name nothing, nothing new, or pages that are gone."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What one page looks like, and by which evidence."""

    kind: Kind
    why: str


_DIAGNOSES: Final = {
    Diagnosis.BOT_WALL: Kind.BLOCKED,
    Diagnosis.CONSENT_WALL: Kind.CONSENT_WALL,
    Diagnosis.LOGIN_WALL: Kind.PAYWALLED,
    Diagnosis.ERROR_PAGE: Kind.FEED_DEAD,
    Diagnosis.EMPTY: Kind.LAYOUT_CHANGED,
    Diagnosis.SCRIPT_SHELL: Kind.LAYOUT_CHANGED,
    Diagnosis.INDEX_PAGE: Kind.LAYOUT_CHANGED,
    Diagnosis.VIDEO_HUB: Kind.LAYOUT_CHANGED,
}
_FAILURES: Final = {
    "401": Kind.BLOCKED,
    "403": Kind.BLOCKED,
    "429": Kind.BLOCKED,
    "451": Kind.BLOCKED,
    "402": Kind.PAYWALLED,
    "404": Kind.FEED_DEAD,
    "410": Kind.FEED_DEAD,
}
WALLS: Final = frozenset((Kind.BLOCKED, Kind.CONSENT_WALL))
"""What is told on a site that nothing is known of: it keeps us out."""
_SOME: Final = 250
"""Characters of a witness's text that is worth being missed."""
_TWO: Final = 2
_HALF: Final = 0.5

# Without a baseline only what no true rule shows counts: two witnesses that agree against it.
_LOST: Final = 0.4
_FOREIGN: Final = 0.5


def suspect(
    signs: Signs, base: Baseline | None, recurring: float = 0.0, stale: float = 0.0
) -> Suspicion | None:
    """What a page looks like beside its site's others.

    Args:
        signs: of the page.
        base: what is normal; ``None`` while that is not known.
        recurring: share of its blocks that other pages of late have too.
        stale: the same of what the generic way found instead, if it did: then that is no article.

    Returns:
        The first suspicion that holds, those first that explain the others; ``None`` if none does.
    """
    if signs.failure is not None:
        return _known(_FAILURES.get(signs.failure), f"HTTP {signs.failure}", base)
    if signs.diagnosis is not None:
        kind = _DIAGNOSES.get(Diagnosis(signs.diagnosis))
        return _known(kind, f"the page is {_article(signs.diagnosis)}", base)
    if base is None:
        return _by_itself(signs)
    if stale >= _HALF:
        signs = replace(signs, generic=None, generic_kept=None)
    for look in _LOOKS:
        if (found := look(signs, base, recurring)) is not None:
            return found
    return None


def _known(kind: Kind | None, why: str, base: Baseline | None) -> Suspicion | None:
    """That a site has dead links and lists is no news before it is known how many."""
    if kind is None or (base is None and kind not in WALLS):
        return None
    return Suspicion(kind, why)


def _by_itself(signs: Signs) -> Suspicion | None:
    """By what the page alone shows."""
    if not signs.ruled:
        return None
    if signs.source != "site" and (signs.generic or 0) >= _SOME and signs.source != "feed":
        return Suspicion(Kind.RULE_BROKEN, _nothing(signs))
    kept, told = signs.generic_kept, signs.told_kept
    if kept is not None and kept < _LOST and (told is None or told < _LOST):
        elsewhere = told is not None or (signs.outside or 0) > _LOST
        if elsewhere and (signs.generic or 0) >= _SOME:
            return Suspicion(Kind.RULE_BROKEN, f"the rule has {kept:.0%} of the generic text")
    if told is not None and told > 1 - _LOST and (signs.extra or 0) > _FOREIGN:
        why = f"{signs.extra:.0%} of the rule's text is in no other reading"
        return Suspicion(Kind.RULE_SWALLOWS_BOILERPLATE, why)
    return None


def _cut_off(signs: Signs, base: Baseline, _: float) -> Suspicion | None:
    if signs.text >= base.cut:
        return None
    if signs.free is False and base.paid < _HALF:
        why = f"not free to read, and {_short(signs, base)}"
        return Suspicion(Kind.PAYWALLED, why)
    fresh = [sign for sign in signs.offers or () if sign not in base.offers]
    if fresh:
        return Suspicion(Kind.PAYWALLED, f"{fresh[0]} is new, and {_short(signs, base)}")
    return None


def _lost(signs: Signs, base: Baseline, recurring: float) -> Suspicion | None:
    """What others find and we do not."""
    kind = Kind.RULE_BROKEN if signs.ruled else Kind.LAYOUT_CHANGED
    by_rule = base.bodies["site"]
    worth = max(_SOME, base.brief)
    found = max(signs.generic or 0, signs.text) >= worth
    if signs.ruled and signs.source not in ("site", "feed") and by_rule and found:
        # Text that JSON-LD alone still has is told of by nobody on the page.
        everywhere = recurring >= _HALF and _over(recurring, base.recurring)
        if signs.source in ("markup", "script") and not everywhere:
            return Suspicion(kind, _nothing(signs))
        return Suspicion(Kind.LAYOUT_CHANGED, f"the page's text is gone ({signs.source})")
    whose = "the rule" if signs.ruled else "the text"
    for value, size, limit, of in (
        (signs.generic_kept, signs.generic, base.generic_kept, "what the generic way finds"),
        (signs.told_kept, signs.told, base.told_kept, "JSON-LD's text"),
    ):
        if (size or 0) >= worth and _under(value, limit):
            return Suspicion(kind, f"{whose} has {value:.0%} of {of}{_was(limit)}")
    if (signs.left or 0) >= worth and _over(signs.outside, base.outside):
        why = f"{signs.outside:.0%} of the page's text is left behind{_was(base.outside)}"
        return Suspicion(kind, why)
    return None


def _gone(signs: Signs, base: Baseline, _: float) -> Suspicion | None:
    """What nobody finds."""
    if signs.source in ("json-ld", "fallback", "script", None) and not base.bodies[signs.source]:
        return Suspicion(Kind.LAYOUT_CHANGED, f"the page's text is gone ({signs.source})")
    if signs.text < base.brief:
        return Suspicion(Kind.LAYOUT_CHANGED, _short(signs, base))
    return None


def _swallows(signs: Signs, base: Baseline, recurring: float) -> Suspicion | None:
    crowd = base.crowd(signs)
    if base.foreign is not None and crowd > base.foreign.bound:
        why = f"{signs.foreign} boxes or links among {signs.blocks} blocks (was {base.boxes:.0f})"
        return Suspicion(Kind.RULE_SWALLOWS_BOILERPLATE, why)
    if (box := base.new_box(signs.boxes)) is not None:
        return Suspicion(Kind.RULE_SWALLOWS_BOILERPLATE, f"boxes of a new kind ({box})")
    for value, limit, what in (
        (recurring, base.recurring, "of the blocks are on other pages too"),
        (signs.extra, base.extra, "of the text is in no other reading of the page"),
    ):
        if _over(value, limit):
            return Suspicion(Kind.RULE_SWALLOWS_BOILERPLATE, f"{value:.0%} {what}{_was(limit)}")
    return None


def _moved(signs: Signs, base: Baseline, _: float) -> Suspicion | None:
    if not signs.shape or base.knows(signs.shape):
        return None
    usual = base.shapes.most_common(1)[0][0]
    return Suspicion(Kind.LAYOUT_CHANGED, f"the text stands in {signs.shape}, was in {usual}")


def _sourced(signs: Signs, base: Baseline, _: float) -> Suspicion | None:
    strange = base.strange(signs.sources)
    if len(strange) >= _TWO:
        return Suspicion(Kind.LAYOUT_CHANGED, f"fields come from elsewhere ({', '.join(strange)})")
    return None


_LOOKS: Final[tuple[Callable[[Signs, Baseline, float], Suspicion | None], ...]] = (
    _cut_off,
    _lost,
    _gone,
    _moved,
    _swallows,
    _sourced,
)


def _under(value: float | None, limit: Limit | None) -> bool:
    return value is not None and limit is not None and value < limit.bound


def _over(value: float | None, limit: Limit | None) -> bool:
    return value is not None and limit is not None and value > limit.bound


def _was(limit: Limit | None) -> str:
    return f" (was {limit.usual:.0%})" if limit else ""


def _nothing(signs: Signs) -> str:
    return f"the rule finds nothing; the generic way finds {signs.generic or signs.text} characters"


def _short(signs: Signs, base: Baseline) -> str:
    return f"the text has {signs.text} characters (was {base.text:.0f})"


def _article(diagnosis: str) -> str:
    name = diagnosis.replace("_", " ")
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
