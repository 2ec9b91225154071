"""What tags, classes and ids say of a piece of a page, as bits.

A class such as ``post-body__relatedLinks`` is cut into words (post, body, related, links) and pairs of
neighbours (post-body, related-links), which are looked up in one table. Every answer is kept by its
class and id strings, as a site says the same few hundred again and again.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Mark", "marks_of"]


class Mark:
    """Bits of what a part of the page is. Plain integers: this is the hot path."""

    HIDDEN = 1
    NAV = 2
    ASIDE = 4
    FORM = 8
    COMMENTS = 16
    RELATED = 32
    SHARE = 64
    PROMO = 128
    AUTHOR = 256
    TAGS = 512
    CAPTION = 1024
    META = 2048
    EMBED = 4096
    MEDIA = 8192
    CONSENT = 16384
    ARTICLE = 1 << 16
    MAIN = 1 << 17
    BODY = 1 << 18
    LEAD = 1 << 19
    HEADLINE = 1 << 20

    CERTAIN = HIDDEN | CONSENT | NAV | COMMENTS | RELATED | SHARE | PROMO | AUTHOR | TAGS | CAPTION | META
    JUNK = CERTAIN | ASIDE | FORM


_WORDS: Final = {
    Mark.HIDDEN: "sr-only visually-hidden visuallyhidden screen-reader screenreader screen-readers d-none is-hidden "
    "u-hidden gdpr consent-banner modal-dialog modal-content modal-body modal-header modal-window popup hidden-print noprint no-print print-only printonly offscreen",
    Mark.CONSENT: "onetrust ot-sdk didomi cookiebot qc-cmp2 cookie-banner cookie-notice cookie-consent "
    "cookieconsent gdpr cookie cookies consent",
    Mark.NAV: "nav navbar navigation menu breadcrumb breadcrumbs footer pagination pager sitemap toolbar masthead "
    "sidebar topbar site-header page-header-nav skip-link skiplink colophon",
    Mark.COMMENTS: "comments comment commentlist comment-list disqus respond livefyre kommentare comentarios commentaires",
    Mark.RELATED: "related relateds recommended recommendation recommendations recirc recirculation readmore read-more "
    "more-stories more-news more-from read-next also-read see-also next-article next-story outbrain taboola zergnet "
    "yarpp jp-relatedposts trending popular most-read mostread mostpopular latest-news teaser teasers crosslink "
    "suggested suggestions similar further-reading related-posts",
    Mark.SHARE: "share sharing social socials sharedaddy sharebar addthis addtoany a2a shareaholic follow follow-us "
    "social-share share-buttons",
    Mark.PROMO: "newsletter newsletters subscribe subscription signup sign-up promo promotion advert advertisement "
    "advertorial ads adsbygoogle ad-container ad-slot adslot adbox banner sponsor sponsored regwall "
    "donate donation cta call-to-action app-download marketing affiliate",
    Mark.AUTHOR: "author-box author-bio author-info authorbox author-card about-author about-the-author author-profile "
    "contributor contributors bio",
    Mark.TAGS: "tags taglist tag-list tag-links post-tags entry-tags article-tags keywords topics topic-list",
    Mark.CAPTION: "caption figcaption wp-caption-text image-caption photo-caption img-caption credit credits photo-credit "
    "copyright legende bildunterschrift gallery-caption media-caption",
    Mark.ASIDE: "infobox info-box factbox fact-box expandable-box fact-boxes faktenbox toc-list toc-title toc-box post-toc table-of-contents tableofcontents ez-toc lwptoc toc-container",
    Mark.META: "btn btns button buttons byline dateline dates publish-info published pubdate updated last-updated post-meta entry-meta article-meta meta timestamp pubdate published-date post-date "
    "article-date article-info post-info reading-time readtime",
    Mark.MEDIA: "photo photos image images picture pictures media gallery slideshow carousel swiper video videos "
    "thumbnail img bild foto galeria",
    Mark.EMBED: "twitter-tweet instagram-media twitter-video tiktok-embed",
    Mark.BODY: "article-body articlebody article-content article-text articletext story-body storybody story-content "
    "post-content post-body entry-content body-content content-body article-copy body-copy bodycopy story-text "
    "text-body richtext rich-text paragraphs news-text news-content articulo-cuerpo cuerpo-noticia post-text body-text",
    Mark.LEAD: "lead lede standfirst dek intro summary chapo subtitle sub-headline subheadline excerpt teaser-text "
    "deck perex bajada sapo ingress abstract",
    Mark.HEADLINE: "headline entry-title post-title article-title",
}
_TABLE: Final[dict[str, int]] = {}
for _mark, _words in _WORDS.items():
    for _word in _words.split():
        _TABLE[_word] = _TABLE.get(_word, 0) | _mark

_TAGS: Final = {
    "nav": Mark.NAV,
    "footer": Mark.NAV,
    "aside": Mark.ASIDE,
    "form": Mark.FORM,
    "fieldset": Mark.FORM,
    "dialog": Mark.HIDDEN,
    "button": Mark.FORM,
    "article": Mark.ARTICLE,
    "main": Mark.MAIN,
    "figure": Mark.MEDIA,
    "figcaption": Mark.CAPTION,
    "caption": Mark.CAPTION,
    "h1": Mark.HEADLINE,
}
_HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Beside "sidebar" these tell of the column next to it.
_LAYOUT: Final = frozenset(("grid", "layout", "with", "has", "no", "fixed", "main", "body", "content"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS: Final = str.maketrans(dict.fromkeys("-_:./[]()#%&,;+*=|!@~'\"", " "))
_LONGEST: Final = 1000
_CACHE: dict[str, tuple[int, str]] = {}
_CACHE_SIZE: Final = 20_000


_ROLES: Final = {
    "navigation": Mark.NAV,
    "contentinfo": Mark.NAV,
    "search": Mark.FORM,
    "complementary": Mark.ASIDE,
    "dialog": Mark.HIDDEN,
    "alertdialog": Mark.HIDDEN,
    "main": Mark.MAIN,
    "article": Mark.ARTICLE,
}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def marks_of(element: HtmlElement, tag: str) -> tuple[int, str]:
    """The bits of one element, and the word or tag that decided."""
    marks = _TAGS.get(tag, 0)
    why = f"<{tag}>" if marks else ""
    for name, value in element.items():
        if name in ("class", "id"):
            found = _CACHE.get(value)
            if found is None:
                found = _look_up(value)
            if found[0]:
                marks |= found[0]
                why = found[1]
        elif name == "itemprop":
            if value == "articleBody":
                marks |= Mark.BODY
        elif name == "role":
            if value in _ROLES:
                marks |= _ROLES[value]
                why = f"role={value}"
        elif (name == "hidden" and not (element.get("id") or "").startswith("S:")) or (name == "style" and _UNSEEN.search(value)):
            marks |= Mark.HIDDEN
            why = name
    if marks & Mark.LEAD:  # "teaser lead" is the article's own
        marks &= ~Mark.RELATED
    if marks & Mark.ASIDE and tag in _HEADING_TAGS:  # a heading that the contents list points to
        marks &= ~Mark.ASIDE
    return marks, why


def _look_up(value: str) -> tuple[int, str]:
    """Read a class or id string, and remember the answer."""
    marks, why = 0, ""
    text = value[:_LONGEST]
    if "hidden" in text and ":" not in text and "hidden" in text.split():
        marks, why = Mark.HIDDEN, "hidden"  # with a colon it is of some screens only
    if not text.islower():
        text = _CAMEL.sub("-", text).lower()
    words = text.translate(_SEPARATORS).split()
    before = ""
    for word in words:
        for name in (f"{before}-{word}", word):
            got = _TABLE.get(name)
            if got and not (name == "sidebar" and not _LAYOUT.isdisjoint(words)):
                marks |= got
                why = why or name
        before = word
    if len(_CACHE) >= _CACHE_SIZE:
        _CACHE.clear()
    _CACHE[value] = marks, why
    return marks, why
