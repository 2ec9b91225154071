"""Settings of the watch over a site."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, NonNegativeInt

from scrapers.config import PartSettings

__all__ = ["HealthSettings"]


class HealthSettings(PartSettings):
    """Whether a site is still read as it was; see `docs/health.md`."""

    prefix: ClassVar[str] = "HEALTH"

    enabled: bool = True
    """Whether pages are watched, and what was seen is kept in the store."""
    sample: float = Field(default=0.1, ge=0, le=1)
    """Share of the pages on which the site's rules and the generic way are compared, by address;
    that takes a fifth of the time of reading the page. The rest is looked at in passing, and
    compared too if something is odd with it, or was with one of the ten before."""
    first: NonNegativeInt = 10
    """Pages at the beginning of a run that are all compared."""
    fallback: Literal["generic"] | None = None
    """``generic``: take the generic way's text where the page itself shows that the site's rule for
    the body has missed it or takes too much. Such articles say so in ``provenance.body.note``.
    Compares every page of a site that has such a rule."""
    spidermon_stats: bool = True
    """Fill the stats that Spidermon's monitors read (``spidermon_item_scraped_count/Article/…``,
    ``spidermon_field_coverage/Article/…``), unless Spidermon fills them itself."""
