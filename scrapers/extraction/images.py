"""Pictures of the article: what structured data names and the figures beside its text.

Pictures of teasers, authors and the site itself are left out, and each picture comes once, whatever
sizes the page offers it in.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.credits import split_credit
from scrapers.extraction.pictures import PICTURE, Picture, largest, picture_key, pixels
from scrapers.extraction.values import as_list, clean, element_text, first_text, types_of
from scrapers.items import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["article_element", "find_images"]

_MOST: Final = 100
_MOST_ELEMENTS: Final = 30_000
_LEAST_PIXELS: Final = 60
"""A picture smaller than this either way is an icon or counts readers."""
_LEVELS: Final = 14

_NO_PICTURE: Final = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|transparent|1x1|placeholder|loading|spinner|lazy|icon|favicon|logo|"
    r"avatar|gravatar|sprite|badge|emoji|smil(?:ey|ies)|tracking|beacon|default-image|no-?image)(?:[/_.\-s0-9]|$)",
    re.I,
)
# Each of the words above has one of these, which are found much faster.
_STEMS: Final = (
    "pixel", "spacer", "blank", "transparent", "1x1", "placeholder", "loading", "spinner", "lazy",
    "icon", "logo", "avatar", "sprite", "badge", "emoji", "smil", "tracking", "beacon",
    "default-image", "image",
)  # fmt: skip
_ASIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|sidebar|avatar|author|bio|byline|share|social|newsletter|promo|"
    r"recommend\w*|most-?read|popular|trending|comments?|nav|menu|footer|logo|icon|ad|ads|advert\w*|"
    r"banner|sponsor\w*|outbrain|taboola|more-on|read-?more|card)(?:$|[\s_-])",
    re.I,
)
_ASIDE_TAGS: Final = frozenset(("aside", "nav", "footer", "form", "dialog"))


def find_images(
    page: Page, structured: Structured, scope: HtmlElement | None
) -> tuple[list[Image], str]:
    """The article's pictures, the main one first and marked, and the source that names that one.

    Args:
        page: for its tree and address.
        structured: of the page.
        scope: from `article_element`; pictures elsewhere are not its.
    """
    found: dict[str, Picture] = {}
    for image in itertools.islice(_stated(page, structured), _MOST):
        _merge(found, image)
    lead = next(iter(found), None)
    for image in itertools.islice(_in_article(page, scope), _MOST):
        _merge(found, image)
    pictures = list(found.values())[:_MOST]
    first_is_main = lead is not None or any(one.caption for one in pictures[:1])
    images = [
        Image(is_main=first_is_main and at == 0, **picture.values())
        for at, picture in enumerate(pictures)
    ]
    return images, pictures[0].source if pictures else ""


def article_element(page: Page, headings: Sequence[HtmlElement]) -> HtmlElement | None:
    """The ``<article>`` around the headline, else ``<main>``, else the page's only article."""
    around: HtmlElement | None = None
    for heading in headings[:1]:
        for above in heading.iterancestors():
            if above.tag in ("article", "main") or above.get("itemprop") == "articleBody":
                around = above
                break
    if around is not None and len(around):
        return around
    bodies = page.tagged("article")
    if len(bodies) == 1:
        return bodies[0]
    return next(iter(page.tagged("main")), None)


def _merge(found: dict[str, Picture], image: Picture) -> None:
    """One picture of several mentions: the largest address, every text that any of them has."""
    key = picture_key(image.url)
    known = found.get(key)
    if known is None:
        found[key] = image
        return
    if (image.width or 0) > (known.width or 0):
        known.url, known.width, known.height = image.url, image.width, image.height
    for name in ("caption", "credit", "alt"):
        if getattr(known, name) is None:
            setattr(known, name, getattr(image, name))


def _stated(page: Page, structured: Structured) -> Iterator[Picture]:
    for node in structured.articles[:2]:
        for name in ("image", "thumbnailUrl"):
            for value in as_list(node.get(name))[:20]:
                if image := _from_node(page, structured.resolve(value)):
                    image.source = f"json-ld:{name}"
                    yield image
    meta = structured.meta
    sizes = (meta.get("og:image:width", [None])[0], meta.get("og:image:height", [None])[0])
    alt = clean(meta.get("og:image:alt", [None])[0])
    first = True
    for name in (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
    ):
        for raw in meta.get(name, ())[:5]:
            url = page.absolute(raw)
            if url and not _is_no_picture(url):
                width, height = (pixels(size) if first else None for size in sizes)
                yield Picture(
                    url=url,
                    alt=alt if first else None,
                    width=width,
                    height=height,
                    source=f"{'opengraph' if name.startswith('og:') else 'meta'}:{name}",
                )
                first = False


def _from_node(page: Page, value: Any) -> Picture | None:
    node = value if isinstance(value, dict) else {}
    raw = first_text(value, "url", "contentUrl", "@id") if node else clean(value)
    url = page.absolute(raw)
    if url is None or _is_no_picture(url) or (node and "Person" in types_of(node)):
        return None
    caption, credit = split_credit(first_text(node.get("caption")), ())
    stated = first_text(node.get("creditText")) or first_text(node.get("creator"), "name")
    stated = (
        stated
        or first_text(node.get("author"), "name")
        or first_text(node.get("copyrightHolder"), "name")
    )
    return Picture(
        url=url,
        caption=caption,
        credit=stated or credit,
        alt=first_text(node.get("description")),
        width=pixels(node.get("width")),
        height=pixels(node.get("height")),
    )


@functools.lru_cache(maxsize=4096)
def _is_no_picture(url: str) -> bool:
    """Whether an address says it is an icon, a place holder or the like."""
    bare = url.partition("?")[0]
    low = bare.lower()
    return any(stem in low for stem in _STEMS) and _NO_PICTURE.search(bare) is not None


def _in_article(page: Page, scope: HtmlElement | None) -> Iterator[Picture]:
    if scope is None:
        return
    judged: dict[HtmlElement, bool] = {}
    for element in itertools.islice(scope.iter("img", "amp-img"), _MOST * 4):
        if not _is_beside(element, scope, judged) and (
            image := _from_element(page, element, scope)
        ):
            yield image


def _is_beside(element: HtmlElement, scope: HtmlElement, judged: dict[HtmlElement, bool]) -> bool:
    """Whether it belongs to something inside the article that is not the article."""
    way: list[HtmlElement] = []
    verdict = False
    for depth, above in enumerate(element.iterancestors()):
        if above is scope or depth > _LEVELS:
            break
        if above in judged:
            verdict = judged[above]
            break
        way.append(above)
        names, ident = above.get("class"), above.get("id")
        called = (names and _is_aside(names[:300])) or (ident and _is_aside(ident[:300]))
        if above.tag in _ASIDE_TAGS or called:
            verdict = True
            break
    judged.update(dict.fromkeys(way, verdict))
    own = element.get("class")
    return verdict or bool(own and _is_aside(own[:300]))


@functools.lru_cache(maxsize=4096)
def _is_aside(names: str) -> bool:
    return _ASIDE.search(names) is not None


def _from_element(page: Page, element: HtmlElement, scope: HtmlElement) -> Picture | None:
    figure = _figure(element, scope)
    above = element.getparent()
    while above is not None and above.tag == "source":  # the parser knows no end of a <source>
        above = above.getparent()
    raw, declared = largest(element)
    if above is not None and above.tag == "picture":
        for source in above.iter("source"):
            other, offered = largest(source)
            if other and offered > declared:
                raw, declared = other, offered
    url = page.absolute(raw)
    if url is None or _is_no_picture(url):
        return None
    width, height = pixels(element.get("width")), pixels(element.get("height"))
    if (width and width < _LEAST_PIXELS) or (height and height < _LEAST_PIXELS):
        return None
    # A picture that is a link's only content, outside a figure, leads to another story.
    if figure is None and above is not None and above.tag == "a" and not _leads_to_picture(above):
        return None
    caption, credit = (None, None) if figure is None else _caption(figure)
    if declared > (width or 0):
        width, height = int(declared), None  # of the copy taken
    return Picture(
        url=url,
        caption=caption,
        credit=credit,
        alt=clean(element.get("alt")),
        width=width,
        height=height,
    )


def _leads_to_picture(link: HtmlElement) -> bool:
    return bool(PICTURE.search(link.get("href") or ""))


def _figure(element: HtmlElement, scope: HtmlElement) -> HtmlElement | None:
    for depth, above in enumerate(element.iterancestors()):
        tag = above.tag
        if tag == "figure" or (tag == "div" and "wp-caption" in (above.get("class") or "")):
            return above
        if above is scope or depth > 6:  # noqa: PLR2004  # far enough for any figure seen
            return None
    return None


def _caption(figure: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit of a figure: the credit has an element of its own, or ends the text."""
    holders = list(itertools.islice(figure.iter("figcaption"), 2)) or list(
        itertools.islice(figure.iter(), 200)
    )
    for element in holders:
        names = element.get("class") or ""
        if element.tag == "figcaption" or "caption-text" in names or names.endswith("caption"):
            inside = [part for part in element.iterdescendants() if _is_credit(part)]
            credits_ = [text for part in inside if (text := element_text(part))]
            return split_credit(element_text(element), credits_)
    outside = [
        text
        for part in itertools.islice(figure.iter(), 200)
        if _is_credit(part) and (text := element_text(part))
    ]
    return split_credit(None, outside)


def _is_credit(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return any(
        word in names
        for word in (
            "credit",
            "copyright",
            "photographer",
            "source",
            "attribution",
            "-author",
            "__author",
            "byline",
        )
    )
