"""Pages that are no article, by name; and whether the article is free to read.

Precise first: calling an article something else loses it, so a page is only diagnosed where its
structure says so and the text of an article is missing. No phrase alone decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.extraction.diagnosis import Diagnosis
from scrapers.extraction.walls import Signs, is_bot_wall, is_consent_wall, is_error, is_login_wall

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured
    from scrapers.items import Article

__all__ = ["diagnose", "paywalled"]

_ENOUGH: Final = 1500
"""Characters of running text from which a page is an article, whatever else it holds."""
_SHORT: Final = 400
_BARE: Final = 60
_PARAGRAPH: Final = 100
_PROSE: Final = frozenset(("paragraph", "quote"))
_MARKUP: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|a|span|h1|table)\b", re.I)
_TAG: Final = re.compile(r"<[a-z!/?]", re.I)
_OTHER: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
    r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF|svg)\b|\s*[{\[][\s\"{\[]",
    re.I | re.S,
)
_LISTS: Final = ("CollectionPage", "SearchResultsPage", "ItemList")
_SECTION_PATH: Final = re.compile(
    r"^/?$|/(?:tag|tags|category|categories|topic|topics|thema|themen|author|authors|autor|"
    r"section|rubrik|rubrique|search|suche|archive|archiv|page/\d+)(?:/|$)|"
    r"/\d{4}/\d{1,2}/(?:\d{1,2}/?)?$",
    re.I,
)
_VIDEO_PATH: Final = re.compile(r"/(?:videos?|mediathek|watch|tv|live-tv)(?:/|$)", re.I)
# An address made of a headline or a day, as stories have.
_STORY_PATH: Final = re.compile(r"/\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/\d][^/]*|(?:[^/-]+-){4,}[^/-]+/?$")
_MANY_LINKS: Final = 12
_TEASER: Final = 25
"""Characters of a link that is a headline rather than a menu entry."""


def diagnose(  # noqa: PLR0911  # a table of cases
    page: Page, structured: Structured, article: Article
) -> Diagnosis | None:
    """Name what the page is where it is no article; ``None`` where it is one.

    Args:
        page: from `parse`.
        structured: what the page says of itself.
        article: as extracted, before any cleaning.
    """
    if _is_other_format(page):
        return Diagnosis.NOT_HTML
    prose = _prose(article)
    if article.live_updates or (prose >= _ENOUGH and not _is_front(page, structured)):
        return None
    signs = _signs(page, structured, article, prose)
    if prose >= _SHORT and signs.claims_article:
        return None
    for diagnosis, holds in _WALLS:
        if holds(page, signs):
            return diagnosis
    if _is_video(page, structured, signs):
        return Diagnosis.VIDEO_HUB
    if _is_index(page, structured, signs):
        return Diagnosis.INDEX_PAGE
    if signs.text < _BARE and not signs.claims_article:
        return Diagnosis.SCRIPT_SHELL if _is_shell(page) else Diagnosis.EMPTY
    return None


_WALLS: Final = (
    (Diagnosis.BOT_WALL, is_bot_wall),
    (Diagnosis.CONSENT_WALL, is_consent_wall),
    (Diagnosis.ERROR_PAGE, is_error),
    (Diagnosis.LOGIN_WALL, is_login_wall),
)


def _is_other_format(page: Page) -> bool:
    head = page.html[:3000]
    if _OTHER.match(head) is not None:
        return not _MARKUP.search(head)
    return _TAG.search(page.html) is None


def _is_front(page: Page, structured: Structured) -> bool:
    return urlsplit(page.url).path in ("", "/") and structured.article is None


def _prose(article: Article) -> int:
    """Characters of the long paragraphs that are not mostly links, up to what is enough."""
    prose = 0
    for block in article.body:
        length = len(block.text)
        if length < _PARAGRAPH or block.kind not in _PROSE:
            continue
        if block.links and sum(len(link.text) for link in block.links) * 2 >= length:
            continue
        prose += _width(block.text)
        if prose >= _ENOUGH:
            break
    return prose


def _signs(page: Page, structured: Structured, article: Article, prose: int) -> Signs:
    og_type = " ".join(structured.meta.get("og:type", ())).lower()
    node = structured.article
    return Signs(
        title=" ".join(filter(None, (structured.title, article.headline)))[:500].lower(),
        text=sum(len(block.text) for block in article.body if block.kind != "caption"),
        words=article.text[:4000].lower(),
        prose=prose,
        claims_article=bool(
            (node is not None and (node.get("headline") or node.get("datePublished")))
            or "article" in og_type
            or _is_dated(article)
        ),
        size=len(page.html),
    )


def _is_dated(article: Article) -> bool:
    """Whether the page itself says when it was published.

    Its address, a feed, or a line with some date in it prove nothing.
    """
    if article.date_published is None:
        return False
    origin = article.provenance.get("date_published")
    return origin is None or origin.source not in ("url", "feed", "sitemap", "markup:line")


def _width(text: str) -> int:
    """Length, a character of a script without spaces counted as two and a half."""
    return len(text) if text.isascii() or " " in text[:60] else len(text) * 5 // 2


_LONG_SCRIPT: Final = 2000


def _is_shell(page: Page) -> bool:
    """Whether a page without text has scripts that may draw one."""
    return any(
        script.get("src") or len(script.text or "") > _LONG_SCRIPT
        for script in page.tagged("script")
    )


def _is_video(page: Page, structured: Structured, signs: Signs) -> bool:
    if signs.prose >= _SHORT:
        return False
    og_type = " ".join(structured.meta.get("og:type", ())).lower()
    is_video = og_type.startswith("video") or (
        bool(structured.of_type("VideoObject")) and structured.article is None
    )
    in_path = _VIDEO_PATH.search(urlsplit(page.url).path) is not None
    return (is_video and (in_path or og_type.startswith("video"))) or (
        in_path and not signs.claims_article and _story_links(page) >= _MANY_LINKS
    )


def _is_index(page: Page, structured: Structured, signs: Signs) -> bool:
    """A page of links to stories, where neither metadata nor text make an article of it."""
    path = urlsplit(page.url).path
    section = _SECTION_PATH.search(path) is not None
    if structured.article is not None or (signs.claims_article and not section):
        return False
    if section or structured.of_type(*_LISTS):
        return _story_links(page) >= _MANY_LINKS
    if signs.prose >= _SHORT or _STORY_PATH.search(path):
        return False
    return _story_links(page) >= 2 * _MANY_LINKS


def _story_links(page: Page) -> int:
    """Different addresses linked by a text as long as a headline, or from inside a heading."""
    found: set[str] = set()
    for anchor in page.tagged("a"):
        href = anchor.get("href")
        if not href or href[0] == "#" or href in found:
            continue
        text = "".join(anchor.itertext()).strip()
        if len(text) >= _TEASER and " " in text and not _is_menu(anchor):
            found.add(href)
    return len(found)


def _is_menu(anchor: HtmlElement) -> bool:
    return any(above.tag in ("nav", "footer") for above in anchor.iterancestors())


_OPEN_TIERS: Final = frozenset(("free", "open"))
_CLOSED_TIERS: Final = frozenset(("locked", "paid", "premium", "subscriber", "subscribers"))
_WALL: Final = re.compile(
    r"(?:^|[\s_-])(?:paywall|regwall|pay-wall|piano-offer|subscriber-only|subscribers-only|"
    r"premium-wall|paywall-container|article-paywall|content-gate)(?:$|[\s_-])",
    re.I,
)
_CUT: Final = 2500
"""Characters of text from which a box about subscribing is an offer, no wall."""


_WALL_TEXT: Final = (20, 1500)
"""Characters of a box that asks to subscribe: none is a script's place, more is the article."""


def paywalled(page: Page, structured: Structured, article: Article) -> bool | None:
    """Whether the text is kept from readers who do not pay.

    Returns:
        What JSON-LD (``isAccessibleForFree``, also of a part), the meta tags of the content tier,
        or a box before a short text say; ``None`` where the page says nothing.
    """
    free = structured.accessible_for_free
    if free is not None:
        return not free
    if structured.paywall_selectors:
        return True
    for name in ("article:content_tier", "content_tier", "isaccessibleforfree", "content-tier"):
        for value in structured.meta.get(name, ()):
            tier = value.strip().lower()
            if tier in _OPEN_TIERS or (name == "isaccessibleforfree" and tier == "true"):
                return False
            if tier in _CLOSED_TIERS or (name == "isaccessibleforfree" and tier == "false"):
                return True
    if _is_cut(article) and "wall" in page.html and _has_wall(page):
        return True
    return None


def _is_cut(article: Article) -> bool:
    length = 0
    for block in article.body:
        length += len(block.text)
        if length >= _CUT:
            return False
    return True


def _has_wall(page: Page) -> bool:
    for element in (one for tag in ("div", "section", "aside") for one in page.tagged(tag)):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if "wall" in names.lower() and _WALL.search(names):
            text = " ".join("".join(element.itertext()).split())
            if _WALL_TEXT[0] < len(text) < _WALL_TEXT[1]:
                return True
    return False
