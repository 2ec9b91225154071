"""What a store has counted, read for the report in a handful of small queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.report.overview.gather import Counted
from scrapers.storage.days import load, totals
from scrapers.storage.run_days import load_runs

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from scrapers.storage.sql import SqlStore

__all__ = ["read"]


def read(store: SqlStore, since: date, sites: Collection[str] | None = None) -> Counted:
    """The days since then, of these sites or of all; nothing is written.

    Raises:
        StoreError: it cannot be read.
    """
    wanted = None if sites is None else sorted(sites)
    with store.transaction() as connection:
        runs = load_runs(connection, since)
        if runs is not None and sites is not None:
            runs = {site: one for site, one in runs.items() if site in sites}
        return Counted(load(connection, since, wanted), totals(connection, wanted), runs)
