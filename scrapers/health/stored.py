"""A site's state in the store. Imports no Scrapy."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scrapers.health.state import State
from scrapers.storage import open_store
from scrapers.storage.site_health import SiteHealth, SiteHealthTable

if TYPE_CHECKING:
    from scrapers.storage import StoreSettings

__all__ = ["forget", "load", "load_all", "save"]


def load(settings: StoreSettings, site: str) -> State | None:
    """What is known of a site; ``None`` if that is nothing, or was written by another version.

    Raises:
        StoreError: there is no store there, or it cannot be read.
    """
    with open_store(settings, create=False) as store:
        row = SiteHealthTable(store).get(site)
    return State.from_json(row.state) if row else None


def load_all(settings: StoreSettings) -> dict[str, State]:
    """Every site that is known; errors as of `load`."""
    with open_store(settings, create=False) as store:
        rows = SiteHealthTable(store).all()
    states = {row.site: State.from_json(row.state) for row in rows}
    return {site: state for site, state in states.items() if state is not None}


def save(settings: StoreSettings, site: str, state: State) -> None:
    """Keep what is known of a site.

    Raises:
        StoreError: the store cannot be written.
    """
    verdict = state.verdict
    row = SiteHealth(
        site=site,
        verdict=verdict.kind.value if verdict else None,
        since=datetime.fromisoformat(verdict.since) if verdict else None,
        checked=datetime.fromisoformat(state.checked or ""),
        state=state.to_json(),
    )
    with open_store(settings) as store:
        SiteHealthTable(store).put(row)


def forget(settings: StoreSettings, site: str) -> bool:
    """Begin anew with a site; whether anything was known of it. Errors as of `load`."""
    with open_store(settings, create=False) as store:
        return SiteHealthTable(store).forget(site)
