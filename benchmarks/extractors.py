"""This framework and its peers behind one signature: from a page and its address to what it says.

A reader gives as much as it has of ``text``, ``paragraphs``, ``title``, ``authors``, ``date``. Each
library is imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

Read = Callable[[bytes, str], "dict[str, Any]"]


def scrapers(html: bytes, url: str) -> dict[str, Any]:
    from scrapers import extract

    article = extract(html, url, site=None)
    published = article.date_published
    return {
        "text": article.text,
        "paragraphs": article.paragraphs,
        "title": article.headline or "",
        "authors": [author.name for author in article.authors],
        "date": published.isoformat() if published else "",
    }


def trafilatura(html: bytes, url: str) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {"text": "", "title": "", "authors": [], "date": ""}
    return {
        "text": found.text or "",
        "title": found.title or "",
        "authors": [name.strip() for name in (found.author or "").split(";") if name.strip()],
        "date": found.date or "",
    }


def trafilatura_fast(html: bytes, _url: str) -> dict[str, Any]:
    from trafilatura import extract

    return {"text": extract(html, include_comments=False, fast=True) or ""}


def newspaper4k(html: bytes, url: str) -> dict[str, Any]:
    import newspaper

    article = newspaper.Article(url, fetch_images=False)
    article.download(input_html=_decoded(html))
    article.parse()
    published = article.publish_date
    return {
        "text": article.text,
        "title": article.title or "",
        "authors": article.authors,
        "date": published.isoformat() if hasattr(published, "isoformat") else str(published or ""),
    }


def readability(html: bytes, _url: str) -> dict[str, Any]:
    import lxml.html
    from readability import Document

    tree = lxml.html.fromstring(Document(_decoded(html)).summary())
    texts = [
        " ".join(block.text_content().split())
        for block in tree.iter("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td")
        if next(block.iterdescendants("p", "li", "blockquote"), None) is None
    ]
    return {"text": "\n".join(filter(None, texts)) or tree.text_content()}


def resiliparse(html: bytes, _url: str) -> dict[str, Any]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
    return {"text": extract_plain_text(tree, main_content=True, alt_texts=False, links=False)}


EXTRACTORS: dict[str, tuple[str, Read]] = {
    "scrapers": ("scrapers", scrapers),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", trafilatura_fast),
    "newspaper4k": ("newspaper", newspaper4k),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}
"""Name to the module that it needs, and the reader."""


def installed(names: list[str]) -> dict[str, Read]:
    """The readers of these names; a line for each whose library is not there."""
    found: dict[str, Read] = {}
    for name in names:
        module, read = EXTRACTORS[name]
        if find_spec(module):
            found[name] = read
        else:
            print(f"{name}: not installed, left out; `pip install -e .[bench]` brings it")
    return found


def _decoded(html: bytes) -> str:
    from scrapers.extraction.encoding import decode

    return decode(html)[0]
