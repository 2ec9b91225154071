"""Names of the stats this framework counts: an API, listed in ``docs/stats.md``.

A name that ends in a slash is a prefix; what follows is a value (a diagnosis, a rule, a reason).
"""

from __future__ import annotations

from typing import Final

FOUND: Final = "articles/found"
"""Article URLs that a source gave, or that were asked for, each counted once a run. All are either
skipped or requested, unless the run ends before."""
FOUND_AGAIN: Final = "articles/found_again"
"""Times that an article was named once more, by the same source or another."""
FOUND_BY: Final = "articles/found_by/"
"""The same by where it was named: ``sitemap``, ``news_sitemap``, ``feed``, ``section``;
``start_url`` if it was asked for, ``earlier_run`` if it has waited since then or is looked at
again."""
SKIPPED: Final = "articles/skipped/"
"""URLs not asked for, by reason: ``pattern``, ``since``, ``until``, ``limit``, ``offsite``,
``not_article`` (by its address), ``seen`` (in an earlier run), ``later`` (it failed, and is not due
yet), ``given_up`` (it failed too often)."""
REQUESTED: Final = "articles/requested"
"""Article pages asked for: those fetched and those failed."""
REVISITED: Final = "articles/revisited/"
"""Of these, those that an earlier run had asked for, by why: ``due`` (by its age), ``lastmod`` (a
source says that it changed), ``retry`` (it failed), ``dates`` (it was not in the span of time asked
for then), ``refresh``, ``asked`` (by its address)."""
KNOWN: Final = "articles/known"
"""Articles of the site that were stored when the run began."""
FETCHED: Final = "articles/fetched"
"""Article pages that answered with a page; an AMP copy and its original are one. Each is diagnosed,
unused or extracted."""
FAILED: Final = "articles/failed/"
"""Article pages that did not come, by reason: an HTTP status, ``robots``, ``redirects`` (too many),
``timeout``, ``too_large``, ``cut_short``, ``broken_off``, ``refused``, ``unknown_host``, …"""
DIAGNOSED: Final = "articles/diagnosed/"
"""Pages that are no article, by diagnosis (see ``docs/diagnoses.md``)."""
UNUSED: Final = "articles/unused/"
"""Pages that answered and are not used, by reason: ``since``, ``until`` (by the page's own date),
``not_modified`` (the server says it is as before), ``duplicate`` (it led to an address that was
asked for anyway), ``offsite`` (it led away), ``error`` (reading it raised)."""
EXTRACTED: Final = "articles/extracted"
"""Pages that became an article, before the pipelines; those drop, lose or store it."""
PAYWALLED: Final = "articles/paywalled"
"""Articles kept as far as they are open."""
FROM_FEED: Final = "articles/from_feed"
"""Articles whose text came from a full-text feed, since their page gave less."""
PACKS_APPLIED: Final = "packs/applied/"
"""Pages on which a rule of a pack (``RULES_PACKS``) was used, by what it is for: ``body``,
``strip``, ``replace``, ``headline``, ``authors``, ``date_published``; also where it only agrees
with what was found without it."""
PACKS_REFUSED: Final = "packs/refused/"
"""Pages on which one was not, by what it is for and reason: ``body/finds_nothing``,
``body/loses_text``, ``body/lets_in_more``, ``strip/takes_text``, ``strip/unlikely``,
``headline/contradicts``, ``authors/no_name``, ``date_published/no_date``, ``page/too_large``, …
(see ``docs/rule-packs.md``)."""
PAGES_JOINED: Final = "articles/pages/joined"
"""Further pages that became part of their article."""
PAGES_FAILED: Final = "articles/pages/failed/"
"""Further pages that could not be had, by reason; the article is kept without them. ``not_whole``:
what a pack calls the whole article on one page is not; its pages are joined instead."""
FIELD: Final = "articles/field/"
"""Articles that leave the pipelines with this field filled."""
SOURCE_FETCHED: Final = "sources/fetched/"
"""Sitemaps, feeds and listings read, by kind."""
SOURCE_UNCHANGED: Final = "sources/unchanged/"
"""Those that are what they were in an earlier run (HTTP 304, or the same bytes) and are not read
again, by kind."""
SOURCE_FAILED: Final = "sources/failed/"
"""Those that could not be, by reason."""
SOURCE_SKIPPED: Final = "sources/skipped/"
"""Those not asked for, by reason: ``since``, ``until``, ``not_articles``, ``follow``, ``limit``,
``depth``, ``duplicate``, ``nothing_new``, ``absent`` (was only a guess), ``lastmod`` (its index
says that it has not changed), ``resumed`` (read by the run that this one goes on with), …"""
REMOVED: Final = "removed/"
"""Blocks taken out, by rule."""
DROPPED: Final = "articles/dropped/"
"""Articles a pipeline dropped, by pipeline (each counts its own reasons under its own prefix)."""
STORED: Final = "store/"
"""Articles by what came of storing them: ``new``, ``changed`` (a new revision), ``refreshed`` (same
text, other facts), ``unchanged``; ``failed`` (kept under ``STORE_UNSAVED``), ``lost``."""
SILENT: Final = "revisions/silent"
"""Changed articles whose page shows no newer date than before."""
SEEN_FAILED: Final = "seen/failed"
"""Times that what is known of pages could not be written; those pages are asked for again. Of
robots.txt too."""
ITEMS_LOST: Final = "items/lost/"
"""Items that a pipeline lost by raising, by name of the exception, or by returning nothing
(``nothing_returned``)."""
HANDLER_ERRORS: Final = "errors/handlers/"
"""Exceptions in signal handlers, such as a feed that cannot be opened, by component and method."""
PROCESSES_LOST: Final = "errors/processes"
"""Processes of ``EXTRACT_PROCESSES`` that died while they read a page; another one took its place
and, once, its page."""
HEALTH_PAGES: Final = "health/pages"
"""Pages that were watched, those that the site refused too; not those much older than usual."""
HEALTH_ODD: Final = "health/odd/"
"""Pages that look as if something had happened to the site, by what it may be; single ones mean
nothing."""
HEALTH_VERDICT: Final = "health/verdict/"
"""The verdict at the end of the run, if there is one: pages of the last ten that show it (runs, of
``feed_dead``)."""
HEALTH_WHY: Final = "health/why"
"""Its evidence, half a sentence."""
HEALTH_SINCE: Final = "health/since"
"""When the first page that shows it was read; ISO 8601."""
HEALTH_FELL_BACK: Final = "health/fell_back"
"""Articles that are not read by the site's rule, by ``HEALTH_FALLBACK``."""
HEALTH_ERRORS: Final = "health/errors"
"""Pages that could not be compared, since that raised; they are read as ever."""
SPIDERMON_COUNT: Final = "spidermon_item_scraped_count"
"""As Spidermon counts: articles that leave the pipelines; with ``/Article`` behind it the same,
with ``/Article/FIELD`` those that have the field filled."""
SPIDERMON_COVERAGE: Final = "spidermon_field_coverage/"
"""The share of it, as ``Article/FIELD``: 0 to 1, at the end of the run."""
ROBOTS_KEPT: Final = "robots/kept"
"""Hosts whose robots.txt was known from an earlier run, and not asked for; those asked for are in
Scrapy's ``robotstxt/request_count``."""
CRAWL_DELAY: Final = "politeness/crawl_delay/"
"""Seconds between requests that a host's robots.txt asks for and gets, by host."""
CRAWL_DELAY_CAPPED: Final = "politeness/crawl_delay_capped"
"""Hosts that ask for more than ``POLITENESS_MAX_CRAWL_DELAY_SECONDS``."""
RETRY_AFTER: Final = "politeness/retry_after"
"""Answers "busy, come back later" that were heeded."""
RETRY_AFTER_SECONDS: Final = "politeness/retry_after_seconds"
"""How long they asked to wait, in all."""
