"""Whether an address looks like an article's, from the address alone.

For sites that say nothing of their URLs. Three answers: it does, it cannot be one, or it may be.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapers.sources.dates import day_in_url

__all__ = ["judge", "looks_like_article"]

_STATIC = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|xml|rss|atom|txt|pdf|docx?|xlsx?|pptx?"
    r"|zip|gz|mp[34]|m4[av]|webm|mov|avi|og[gv]|wav|woff2?|ttf|eot|apk|dmg|exe)$",
    re.I,
)
_MACHINES = re.compile(
    r"wp-content|wp-admin|wp-json|wp-login\.php|wp-includes|cdn-cgi|graphql|login|signin|sign-in"
)
# First or last part of a path that is no article; after the first, a headline may still follow.
_SERVICES = re.compile(
    r"static|assets|api|feed|feeds|rss|logout|signup|sign-up|register|account|accounts|"
    r"profile|profiles|user|users|search|suche|recherche|buscar|cart|checkout|shop|jobs|"
    r"newsletter|newsletters|subscribe|subscription|subscriptions|abo|privacy|privacy-policy|"
    r"datenschutz|terms|terms-of-service|impressum|imprint|contact|contact-us|kontakt|about|"
    r"about-us|advertise|careers|sitemap|archive-sitemap|faq|help|embed|share|print|mailto|"
    r"cookie-policy|cookies"
)
# Lists of articles; what comes right after them is the name of the list.
_LISTS = re.compile(
    r"tag|tags|category|categories|author|authors|autor|autoren|auteur|auteurs|topic|topics|"
    r"thema|themen|theme|themes|page|pages|label|labels|keyword|keywords|section|sections"
)
_STORY = re.compile(
    r"article|articles|artikel|story|stories|news-story|nachricht|nota|noticia|noticias|"
    r"actualite|actualites"
)
_MONTH = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2]|[a-z]{3})/", re.I)
_NUMBER = re.compile(r"\d{5,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STORY_QUERY = frozenset(
    {"id", "p", "article", "articleid", "article_id", "newsid", "story", "aid"}
)

MIN_WORDS = 4
"""Of a slug that needs no number or date beside it. Names of sections have up to three."""
MIN_ID = 8
"""Characters of a last part with digits in it, after a part that says "article"."""


def looks_like_article(url: str) -> bool:
    """Whether a link on a listing page is worth asking for."""
    return judge(url) is True


def judge(url: str) -> bool | None:
    """``True``: looks like an article; ``False``: cannot be one; ``None``: may be one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = unquote(parts.path)
    segments = [segment.lower() for segment in path.split("/") if segment]
    by_query = any(
        name.lower() in _STORY_QUERY and len(value) > 1 and any(map(str.isdigit, value))
        for name, value in parse_qsl(parts.query[:500])
    )
    if segments and segments[-1].startswith("index."):
        segments.pop()
    if not segments:
        return by_query
    if _STATIC.search(segments[-1]) or any(map(_MACHINES.fullmatch, segments)):
        return False
    if _SERVICES.fullmatch(segments[-1]) or _is_list(segments):
        return False
    says_story = by_query or _says_story(segments, path, url)
    if _SERVICES.fullmatch(segments[0]):
        return None if says_story else False
    return True if says_story else None


def _is_list(segments: list[str]) -> bool:
    """``/tag/name``, ``/world/page/2``; not ``/topics/economy/a-long-headline-here``."""
    before_last = segments[-2] if len(segments) > 1 else ""
    return _LISTS.fullmatch(segments[-1]) is not None or (
        _LISTS.fullmatch(before_last) is not None and not _NUMBER.search(segments[-1])
    )


def _says_story(segments: list[str], path: str, url: str) -> bool:
    slug = segments[-1].rpartition(".")[0] or segments[-1]
    words = len(_WORD.findall(slug))
    if day_in_url(url) or _NUMBER.search(slug):
        return len(segments) > 1 or words > 0
    if words >= MIN_WORDS or (_MONTH.search(path) and words > 1):
        return True
    after_story = any(map(_STORY.fullmatch, segments[:-1]))
    return after_story and ((len(slug) >= MIN_ID and any(map(str.isdigit, slug))) or words > 1)
