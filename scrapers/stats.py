"""Names of the stats this framework counts: an API, listed in ``docs/stats.md``.

A name that ends in a slash is a prefix; what follows is a value (a diagnosis, a rule, a reason).
"""

from __future__ import annotations

from typing import Final

FOUND: Final = "articles/found"
"""Article URLs that a source gave, each counted once a run."""
FOUND_BY: Final = "articles/found_by/"
"""The same by kind of source: ``sitemap``, ``news_sitemap``, ``feed``, ``section``."""
SKIPPED: Final = "articles/skipped/"
"""URLs not asked for, by reason: ``pattern``, ``since``, ``until``, ``limit``, ``duplicate``, …"""
REQUESTED: Final = "articles/requested"
"""Article pages asked for."""
FETCHED: Final = "articles/fetched"
"""Article pages that answered with a page."""
FAILED: Final = "articles/failed/"
"""Article pages that gave none, by reason: an HTTP status or the name of an error."""
DIAGNOSED: Final = "articles/diagnosed/"
"""Pages that are no article, by diagnosis (see ``docs/diagnoses.md``)."""
EXTRACTED: Final = "articles/extracted"
"""Pages that became an article, before the pipelines."""
PAYWALLED: Final = "articles/paywalled"
"""Articles kept as far as they are open."""
FROM_FEED: Final = "articles/from_feed"
"""Articles whose text came from a full-text feed, since their page gave less."""
PAGES_JOINED: Final = "articles/pages/joined"
"""Further pages that became part of their article."""
PAGES_FAILED: Final = "articles/pages/failed/"
"""Further pages that could not be had, by reason; the article is kept without them."""
FIELD: Final = "articles/field/"
"""Articles that leave the pipelines with this field filled."""
SOURCE_FETCHED: Final = "sources/fetched/"
"""Sitemaps, feeds and listings read, by kind."""
SOURCE_FAILED: Final = "sources/failed/"
"""Those that could not be, by reason."""
SOURCE_SKIPPED: Final = "sources/skipped/"
"""Those not asked for, by reason: ``since``, ``until``, ``not_articles``, ``follow``, ``limit``,
``depth``, ``duplicate``, ``nothing_new``, ``absent`` (was only a guess), …"""
REMOVED: Final = "removed/"
"""Blocks taken out, by rule."""
DROPPED: Final = "articles/dropped/"
"""Articles a pipeline dropped, by pipeline (each counts its own reasons under its own prefix)."""
STORED: Final = "store/"
"""Articles by what came of storing them: ``new``, ``changed`` (a new revision), ``refreshed`` (same
text, other facts), ``unchanged``; ``failed`` (kept under ``STORE_UNSAVED``), ``lost``."""
ITEMS_LOST: Final = "items/lost/"
"""Items that a pipeline lost by raising, by name of the exception."""
HANDLER_ERRORS: Final = "errors/handlers/"
"""Exceptions in signal handlers, such as a feed that cannot be opened, by component and method."""
