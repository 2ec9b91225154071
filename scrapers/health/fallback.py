"""``HEALTH_FALLBACK=generic``: the better of the site's rule and the generic way, page by page.

The page alone decides, so that the same page gives the same article in any run; what decided is on
record in the article.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scrapers.items import Provenance

if TYPE_CHECKING:
    from scrapers.extraction import Extraction
    from scrapers.extraction.body import Body
    from scrapers.health.signs import Signs

__all__ = ["better"]

# Far from what a rule that is true shows: there a third witness is asked only where two differ by
# half. On the corpus's untouched pages none of the site rules is overruled (November 2026).
_LITTLE: Final = 0.5
"""Share of a witness's text below which the rule has found too little."""
_LONGER: Final = 1.5
_LEFT: Final = 0.3
"""Share of the page's running text outside the rule's from which it stands elsewhere."""
_SURE: Final = 0.9
_MUCH: Final = 0.4
"""Share of the rule's text that no witness has from which it holds more than the article."""


def better(found: Extraction, generic: Body, signs: Signs) -> tuple[Extraction, str | None]:
    """The extraction with the better body, and why that is the generic way's.

    A body that the rule did not find is the generic way's already, and is only marked.

    Args:
        found: by the site's rules.
        generic: the body without them.
        signs: both beside each other.

    Returns:
        The extraction, a new one where the body changes or is marked, and half a sentence;
        ``None`` where the rule's stays.
    """
    if not signs.ruled:
        return found, None
    why = _why(signs)
    if why is None or not generic.blocks:
        return found, None
    article = found.article.model_copy()
    if signs.source == "site":
        article.body, article.removed = generic.blocks, generic.removed
        source = generic.source
    else:
        source = signs.source or generic.source
    note = f"{why}; read the generic way"
    article.provenance = {**article.provenance, "body": Provenance(source=source, note=note)}
    return replace(found, article=article), why


def _why(signs: Signs) -> str | None:
    if signs.source != "site":
        return "the site's rule finds nothing"
    kept, told = signs.generic_kept, signs.told_kept
    if kept is None:
        return None
    if kept < _LITTLE and (signs.generic or 0) > _LONGER * signs.text:
        if told is not None and told < _LITTLE:
            return f"the site's rule has {told:.0%} of the text that JSON-LD tells of"
        if told is None and (signs.outside or 0) > _LEFT:
            return f"{signs.outside:.0%} of the page's text stands outside the site's rule"
    swallows = signs.extra is not None and signs.extra > _MUCH
    if swallows and kept > _SURE and told is not None and told > _SURE:
        return f"{signs.extra:.0%} of the site's rule is in no other reading of the page"
    return None
