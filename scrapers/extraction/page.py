"""One page: decoded once, parsed once, never changed afterwards.

Pages are hostile. `parse` takes any bytes and either returns a `Page` or raises `ExtractionError`.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from scrapers.errors import ExtractionError
from scrapers.extraction.bombs import without_attribute_bombs, without_depth
from scrapers.extraction.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MAX_BYTES", "MAX_ELEMENTS", "MAX_TAGS", "Page", "parse"]

MAX_BYTES = 10 * 1024 * 1024
"""What is read of a page; the rest is cut. A tree takes about ten times its page in memory, and no
article seen is longer (the largest of 1,700 pages measured has 6 MB)."""

MAX_TAGS: Final = 150_000
"""How many ``<`` are read; the rest is cut. The most that any of 1,741 pages measured has is
21,646; a million tiny elements would take 400 MB."""

MAX_ELEMENTS: Final = 60_000
"""How many elements `Page.elements` has; a page has about 1,000."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x1aE\xdf\xa3", "a video"),
)
_OF_HEAD = frozenset(
    ("base", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title")
)
_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32)})
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|div|p|a|br|span|table|article|script)\b", re.I
)
_ABSOLUTE = re.compile(r"https?://[a-zA-Z0-9.-]+/[a-zA-Z0-9/._~%!$&'()*+,;=:@?-]*")
_ROOTED = re.compile(
    r"/(?!/)(?:[a-zA-Z0-9/_~%!$&'()*+,=:@-]++|(?<!/)\.)*+(?:\?[a-zA-Z0-9._~%&+,=:-]+)?"
)
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9.:-]+(?=[/?#]|$)")
# lxml.html's own lookup asks Python for the class of each element each time it is met.
_ONE_CLASS: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
_HTML_END = re.compile(rb"</?html\b[^>]{0,500}>", re.I)


class Page:
    """A decoded and parsed page. Nobody changes or copies `tree`."""

    __slots__ = (
        "_classes",
        "_origin",
        "_tags",
        "base_url",
        "cut",
        "elements",
        "encoding",
        "html",
        "tree",
        "url",
    )

    url: str
    """The address it answered from."""
    html: str
    """The whole text as decoded, at most `MAX_BYTES` of it."""
    encoding: str
    """Python's name of the encoding it was decoded with; ``str`` when it came as text."""
    tree: HtmlElement
    """The root ``<html>``; comments and processing instructions are left out."""
    elements: list[HtmlElement]
    """The tree's first `MAX_ELEMENTS` in document order. lxml makes an element anew each time it is
    met unless somebody holds it; held here, every later look at the tree costs half."""
    base_url: str
    """What relative links are relative to: ``<base href>``, else `url`."""
    cut: str | None
    """Why the end of the page was not read; ``None`` for a page that was read to its end."""

    def __init__(
        self, url: str, html: str, encoding: str, tree: HtmlElement, cut: str | None = None
    ) -> None:
        self.url = url
        self.html = html
        self.encoding = encoding
        self.tree = tree
        self.elements = list(itertools.islice(tree.iter(), MAX_ELEMENTS))
        self.cut = cut
        self._tags: dict[str, list[HtmlElement]] | None = None
        self._classes: list[str | None] | None = None
        self.base_url = _base_url(self, url)
        origin = _ORIGIN.match(self.base_url)
        self._origin = origin[0] if origin else None

    def __repr__(self) -> str:
        return f"<Page {self.url} {self.encoding} {len(self.html)} characters>"

    def tagged(self, tag: str) -> Sequence[HtmlElement]:
        """The elements with a tag, in document order: one look at the tree serves all that ask."""
        if self._tags is None:
            self._tags = defaultdict(list)
            for element in self.elements:
                self._tags[element.tag].append(element)
        return self._tags.get(tag, ())

    @property
    def classes(self) -> list[str | None]:
        """The ``class`` of each of `elements`, read when first asked for."""
        if self._classes is None:
            self._classes = [element.get("class") for element in self.elements]
        return self._classes

    def absolute(self, href: str | None) -> str | None:
        """A link of the page as an absolute http(s) URL; ``None`` for anything else."""
        if href and self._origin and _ROOTED.fullmatch(href):
            return self._origin + href
        return _join(self.base_url, href)


def parse(html: bytes | str, url: str, *, content_type: str | None = None) -> Page:
    """Decode and parse a page.

    Args:
        html: the body as fetched, decompressed; or text already decoded.
        url: the address it answered from.
        content_type: the HTTP header's value, for its charset.

    Raises:
        ExtractionError: the input is empty, or no text (a PDF, an image, compressed data).
    """
    if isinstance(html, str):
        text, encoding = html[:MAX_BYTES].removeprefix("\ufeff"), "str"
        data = text.encode("utf-8", "replace")
    else:
        raw = bytes(html[:MAX_BYTES])
        _refuse_binary(raw, url)
        text, encoding, is_utf_8 = decode(raw, content_type)
        data = raw if is_utf_8 else text.encode("utf-8", "replace")
    if not text or text.isspace():
        raise ExtractionError(f"{url}: the page is empty; fetch it again or skip it")
    cut = f"longer than {MAX_BYTES // 1024 // 1024} MB" if len(html) > MAX_BYTES else None
    if len(data) > 4 * MAX_TAGS and data.count(b"<") > MAX_TAGS:
        cut = f"more than {MAX_TAGS} tags"
        data = data[: -len(data.split(b"<", MAX_TAGS)[-1]) - 1]
    tree, stopped = _parse_tree(data)
    return Page(url, text, encoding, tree, stopped or cut)


def _refuse_binary(data: bytes, url: str) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ExtractionError(f"{url}: the input is {name}, no HTML; decompress it or skip it")
    head = data[:4096]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 > len(head) and not _TAG.search(data[:65_536]):
        raise ExtractionError(f"{url}: the input is binary data, no HTML; skip it")


def _parse_tree(data: bytes) -> tuple[HtmlElement, str | None]:
    """The root, and why what follows was not parsed."""
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    data = without_attribute_bombs(data)
    root, stopped = _root(data)
    if stopped:
        data = without_depth(data)
        root, stopped = _root(data)
    if root is not None and root.getnext() is not None:
        # Several documents in one: the parser would hang all but the first outside the tree.
        root, stopped = _root(_HTML_END.sub(b"", data))
    if root is None:
        root, _ = _root(b"<html><body></body></html>")
    _end_head(root)
    return root, stopped


def _end_head(root: HtmlElement) -> None:
    """Put into the body what stands in the head only because the page has no ``</head>``.

    The parser knows no tag of HTML5: for it ``<main>`` after ``<title>`` does not end the head.
    """
    head = root.find("head")
    first = None if head is None else next((tag for tag in head if tag.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = [first, *first.itersiblings()]
    moved[-1].tail, body.text = (moved[-1].tail or "") + (body.text or ""), None
    body[:0] = moved


def _root(data: bytes) -> tuple[HtmlElement, str | None]:
    # huge_tree lifts the limits on the length of an attribute or a text, not on depth (2,048).
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None, None
    last = parser.error_log.last_error
    fatal = last is not None and last.level == etree.ErrorLevels.FATAL
    return root, f"the parser stopped: {last.message}" if fatal else None


def _base_url(page: Page, url: str) -> str:
    for base in page.tagged("base"):
        href = base.get("href")
        if href and href.strip():
            return _join(url, href) or url
    return url


def _join(base: str, href: str | None) -> str | None:
    if not href:
        return None
    if _ABSOLUTE.fullmatch(href):  # most are; joining and splitting take 50 microseconds
        return href
    try:
        joined = urljoin(base, href.strip())
        return joined if urlsplit(joined).scheme in ("http", "https") else None
    except ValueError:  # such as an unclosed IPv6 bracket
        return None
