"""Films and sound of the article, from JSON-LD, OpenGraph and players in its text."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.values import as_list, first_text, types_of
from scrapers.items import Media

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["find_media"]

_MOST: Final = 30
_PLAYERS: Final = ("video", "audio", "iframe")
_PLAYER: Final = re.compile(r"/(?:embed|player|iframe)s?[/._?-]|[./]player\.|/videoembed", re.I)
_SOUND: Final = re.compile(r"podcast|audio|/sound|\.mp3", re.I)


def find_media(
    page: Page, structured: Structured, scope: HtmlElement | None
) -> tuple[list[Media], list[Media]]:
    """Videos and audios, each once, in that order.

    Args:
        page: for its address.
        structured: of the page.
        scope: the element that holds the article; players elsewhere are not its.
    """
    videos: list[Media] = []
    audios: list[Media] = []
    for node in structured.articles[:3]:
        _from_nodes(page, structured, as_list(node.get("video")), videos)
        _from_nodes(page, structured, as_list(node.get("audio")), audios)
        for part in (node, *as_list(node.get("associatedMedia"))):
            kinds = types_of(part)
            if "VideoObject" in kinds:
                _from_nodes(page, structured, [part], videos)
            elif "AudioObject" in kinds:
                _from_nodes(page, structured, [part], audios)
    for kind, found in (("video", videos), ("audio", audios)):
        for name in (f"og:{kind}:secure_url", f"og:{kind}:url", f"og:{kind}"):
            _add(found, (page.absolute(raw) for raw in structured.meta.get(name, ())[:3]))
    if scope is not None and any(map(page.tagged, _PLAYERS)):
        for element in itertools.islice(scope.iter(*_PLAYERS), _MOST):
            _from_element(page, element, videos, audios)
    return videos[:_MOST], audios[:_MOST]


def _from_nodes(
    page: Page, structured: Structured, values: Iterable[Any], found: list[Media]
) -> None:
    for value in itertools.islice(values, _MOST):
        node = structured.resolve(value)
        if isinstance(node, str):
            _add(found, [page.absolute(node)])
            continue
        if not isinstance(node, dict):
            continue
        for name in ("contentUrl", "embedUrl", "url"):
            url = page.absolute(first_text(node.get(name), "@id"))
            if url and all(media.url != url for media in found):
                found.append(
                    Media(
                        url=url,
                        title=first_text(node.get("name")) or first_text(node.get("headline")),
                        caption=first_text(node.get("description")),
                        thumbnail_url=page.absolute(first_text(node.get("thumbnailUrl"), "url")),
                        duration=_duration(first_text(node.get("duration"))),
                    )
                )
                break


def _from_element(
    page: Page, element: HtmlElement, videos: list[Media], audios: list[Media]
) -> None:
    if element.tag == "iframe":
        raw = element.get("src") or element.get("data-src") or ""
        if _PLAYER.search(raw):
            found = audios if _SOUND.search(raw) else videos
            _add(found, [page.absolute(raw)], title=element.get("title"))
        return
    sources = [element, *itertools.islice(element.iter("source"), 10)]
    urls: Iterator[str | None] = (page.absolute(one.get("src")) for one in sources)
    first = next((url for url in urls if url), None)
    poster = page.absolute(element.get("poster"))
    _add(videos if element.tag == "video" else audios, [first], thumbnail_url=poster)


def _add(found: list[Media], urls: Iterable[str | None], **more: str | None) -> None:
    for url in urls:
        # A file and its player are told apart by nothing but their address.
        if url and all(media.url != url for media in found):
            found.append(Media(url=url, **{key: value for key, value in more.items() if value}))


def _duration(text: str | None) -> str | None:
    return text if text and re.fullmatch(r"P[\dYMWDTHS.,]{1,40}", text) else None
