"""What a page says of itself to machines: JSON-LD, microdata, OpenGraph, meta and link tags.

Everything is read in one pass and kept as said; which of it to believe is for `fields` to choose.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.jsonld import flatten, read_blocks
from scrapers.extraction.main_node import article_nodes, is_article
from scrapers.extraction.values import as_list, element_text, first_text, strip_html, types_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page

__all__ = ["Structured", "read_structured"]

_MAX_BLOCKS: Final = 60
_MAX_CONTENT: Final = 20_000
_META_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
_MAX_PROPS: Final = 3_000
_MAX_DEPTH: Final = 80
_MAX_UPDATES: Final = 2_000

# Longer than any value of a field: these hold whole regions of the page.
_REGIONS: Final = frozenset(("articlebody", "text", "mainentityofpage", "comment", "review"))


@dataclass(slots=True)
class Structured:
    """Everything the page says of itself, unjudged but for which node is the article."""

    page: Page
    """Whose data it is."""
    nodes: list[dict[str, Any]] = field(default_factory=list)
    """JSON-LD nodes in page order, blocks repaired, ``@graph`` and lists flattened; values as the
    page has them. Nodes nested in others (authors, images) stay where they are."""
    articles: list[dict[str, Any]] = field(default_factory=list)
    """The nodes that speak of this page's article, the best first; related items are not here."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """``<meta>``: its ``property``, ``name``, ``itemprop`` or ``http-equiv`` in lower case, such as
    ``og:title``, to the contents that are not empty, in page order."""
    links: dict[str, list[HtmlElement]] = field(default_factory=dict)
    """``<link>`` elements by each word of their ``rel`` in lower case."""
    title: str | None = None
    """``<title>``, one line."""
    _microdata: dict[str, list[HtmlElement]] | None = None

    @property
    def headings(self) -> Sequence[HtmlElement]:
        """The ``<h1>`` elements."""
        return self.page.tagged("h1")

    @property
    def times(self) -> Sequence[HtmlElement]:
        """The ``<time>`` elements."""
        return self.page.tagged("time")

    @property
    def microdata(self) -> dict[str, list[HtmlElement]]:
        """Elements by each word of their ``itemprop`` in lower case, in page order, ``<meta>`` too.

        Of the article item around the headline (else the first one; of no item where there is
        none). Looked for when first asked for: most pages say all of it in JSON-LD.
        """
        if self._microdata is None:
            marked = "itemprop=" in self.page.html
            self._microdata = _read_microdata(self.page) if marked else {}
        return self._microdata

    @property
    def article(self) -> dict[str, Any] | None:
        """The main article's JSON-LD node; ``None`` where there is none."""
        return self.articles[0] if self.articles else None

    @property
    def article_body(self) -> str | None:
        """``articleBody`` of the article without HTML, a line per paragraph if the page marks them.

        May be cut short, a summary, or polluted.
        """
        for node in self.articles:
            for name in ("articleBody", "text"):
                for value in as_list(node.get(name)):
                    if body := strip_html(value):
                        return body
        return None

    @property
    def live_updates(self) -> list[dict[str, Any]]:
        """``liveBlogUpdate`` nodes of the article as they are, in page order."""
        updates = [
            update
            for node in self.articles
            for update in as_list(node.get("liveBlogUpdate"))
            if isinstance(update, dict)
        ]
        return updates[:_MAX_UPDATES]

    @property
    def accessible_for_free(self) -> bool | None:
        """``isAccessibleForFree`` of the article, whether said as a boolean or as text."""
        for node in self.articles:
            for value in as_list(node.get("isAccessibleForFree")):
                said = _boolean(value)
                if said is not None:
                    return said
        return None

    @property
    def paywall_selectors(self) -> list[str]:
        """CSS selectors of the parts that are not free (``hasPart``), as the page says them."""
        found = []
        for node in self.articles:
            for part in as_list(node.get("hasPart")):
                if isinstance(part, dict) and _boolean(part.get("isAccessibleForFree")) is False:
                    found += [
                        css for css in as_list(part.get("cssSelector")) if isinstance(css, str)
                    ]
        return found

    def resolve(self, value: Any) -> Any:
        """The node a reference such as ``{"@id": "#anna"}`` stands for; else the value itself."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            for node in self.nodes:
                if node.get("@id") == value["@id"] and len(node) > len(value):
                    return node
        return value

    def of_type(self, *kinds: str) -> list[dict[str, Any]]:
        """Nodes of any of these schema.org types."""
        return [node for node in self.nodes if not set(kinds).isdisjoint(types_of(node))]


def read_structured(page: Page) -> Structured:
    """Read all of a page's structured data; never fails, whatever the page holds."""
    found = Structured(page)
    for element in page.tagged("meta"):
        _read_meta(element, found.meta)
    for element in page.tagged("link"):
        _read_link(element, found.links)
    title = next((one for one in page.tagged("title") if _is_of_page(one)), None)
    found.title = None if title is None else element_text(title)
    blocks = [
        script.text or ""
        for script in page.tagged("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    found.nodes = flatten(read_blocks(blocks[:_MAX_BLOCKS]))
    if found.nodes:
        found.articles = article_nodes(found.nodes, _names_of_page(page, found))
    return found


def _is_of_page(title: HtmlElement) -> bool:
    """A picture drawn in SVG has a title too."""
    above = title.getparent()
    return above is None or above.tag in ("head", "html", "body")


def _read_meta(element: HtmlElement, meta: dict[str, list[str]]) -> None:
    said = dict(element.items())
    content = said.get("content") or said.get("value")
    if not content or content.isspace():
        return
    content = content[:_MAX_CONTENT].strip()
    for attribute in _META_NAMES:
        if key := said.get(attribute):
            meta.setdefault(key.strip().lower(), []).append(content)


def _read_link(element: HtmlElement, links: dict[str, list[HtmlElement]]) -> None:
    for rel in (element.get("rel") or "").lower().split()[:5]:
        links.setdefault(rel, []).append(element)


def _read_microdata(page: Page) -> dict[str, list[HtmlElement]]:
    """Properties of one article item: that around the headline, else the first one."""
    named = (element for element in page.elements if element.get("itemprop"))
    owned: dict[HtmlElement | None, list[HtmlElement]] = {}
    owners: dict[HtmlElement, HtmlElement | None] = {}
    for element in itertools.islice(named, _MAX_PROPS):
        owner = _owner(element, owners)
        if owner is None or is_article(owner.get("itemtype") or ""):
            owned.setdefault(owner, []).append(element)
    around = {
        owner
        for owner in (_article_around(heading) for heading in page.tagged("h1")[:20])
        if owner is not None
    }
    items = [owner for owner in owned if owner is not None]
    main = next((item for item in items if item in around), items[0] if items else None)
    found: dict[str, list[HtmlElement]] = {}
    for element in owned.get(main, ()):
        for name in (element.get("itemprop") or "").lower().split()[:4]:
            if name not in _REGIONS:
                found.setdefault(name, []).append(element)
    return found


def _article_around(heading: HtmlElement) -> HtmlElement | None:
    for depth, above in enumerate(heading.iterancestors()):
        if is_article(above.get("itemtype") or ""):
            return above
        if depth > _MAX_DEPTH:
            break
    return None


def _owner(
    element: HtmlElement, owners: dict[HtmlElement, HtmlElement | None]
) -> HtmlElement | None:
    """The nearest element around it that is an item, which the property describes.

    Args:
        element: a property.
        owners: what is known of the elements around others; added to.
    """
    way: list[HtmlElement] = []
    owner: HtmlElement | None = None
    for above in element.iterancestors():
        if above in owners:
            owner = owners[above]
            break
        way.append(above)
        if above.get("itemscope") is not None or above.get("itemtype"):
            owner = above
            break
    owners.update(dict.fromkeys(way, owner))
    return owner


def _names_of_page(page: Page, found: Structured) -> tuple[list[str], list[str]]:
    """The addresses and the headlines the page goes by."""
    urls = [page.url, *found.meta.get("og:url", ())[:1]]
    urls += [link.get("href") or "" for link in found.links.get("canonical", ())[:1]]
    headlines = [*found.meta.get("og:title", ())[:1], *found.meta.get("twitter:title", ())[:1]]
    headlines += [text for heading in found.headings[:5] if (text := element_text(heading))]
    if found.title:
        headlines.append(found.title)
    return [url for url in (page.absolute(url) for url in urls) if url], headlines


def _boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    said = (first_text(value) or "").lower().rsplit("/", 1)[-1]
    return {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}.get(said)
