"""Pages of a site as it goes on, made from one recorded page: for `health.py`.

A stream of a site is its page with other paragraphs each time (sentences of pages of the same
country), more or fewer of them, and the small things that differ from article to article.
"""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

__all__ = ["Printer", "Scene", "Text", "drop", "make", "metadata_of"]

_SENTENCE = re.compile(r"(?<=[.!?。！？»”\"])\s+|(?<=[。！？])")
_LD = re.compile(r"application/ld\+json", re.I)


@dataclass(slots=True)
class Text:
    """What is printed on one page."""

    paragraphs: list[str]
    headline: str


class Printer:
    """Prints articles of a site into the layout of one of its pages.

    Raises:
        ValueError: the page shows too few of the annotated paragraphs to be a layout.
    """

    def __init__(self, page: bytes, paragraphs: Sequence[str], pool: Sequence[str]) -> None:
        self._source = page
        self._pool = [one for text in pool for one in _SENTENCE.split(text) if len(one) > 40]
        self.last = Text([], "")
        self._told = {key_of(text)[:50] for text in paragraphs if len(text) > 60}
        tree = self.parsed()
        found = self.paragraphs(tree)
        if len(found) < 4 or len(self._pool) < 30 or _around(found).tag in ("html", "body"):
            raise ValueError("no layout")
        self._per = max(1, round(sum(len(e.text_content()) for e in found) / len(found) / 130))

    def parsed(self) -> HtmlElement:
        """The recorded page, anew each time."""
        return html.document_fromstring(self._source, parser=html.HTMLParser(encoding="utf-8"))

    def paragraphs(self, tree: HtmlElement) -> list[HtmlElement]:
        """The elements that hold the annotated paragraphs."""
        found = []
        for element in tree.iter("p", "div", "span"):
            if element.tag != "p" and (len(element) or not element.text):
                continue
            if key_of(element.text_content()[:120])[:50] in self._told:
                found.append(element)
        all_found = set(found)
        return [one for one in found if all_found.isdisjoint(one.iterancestors())]

    def container(self, tree: HtmlElement) -> HtmlElement | None:
        """The smallest element around nine of ten paragraphs."""
        found = self.paragraphs(tree)
        for element in found[len(found) // 2].iterancestors():
            inside = set(element.iter())
            if sum(one in inside for one in found) >= 0.9 * len(found):
                return element if element.tag not in ("body", "html") else None
        return None

    def print(
        self, chance: random.Random, breaking: Callable[[Scene], None] | None = None
    ) -> bytes:
        """One page: an article nobody wrote, harmless differences, then what breaks."""
        tree = self.parsed()
        holders = self.paragraphs(tree)
        text = self.last = self._write(chance, len(holders))
        holders = _fill(holders, text.paragraphs)
        _metadata(tree, text, chance)
        _vary(tree, holders, chance)
        if breaking is not None:
            scene = Scene(tree, holders, _around(holders), chance)
            breaking(scene)
            if scene.replaced is not None:
                return scene.replaced
        return etree.tostring(tree, encoding="utf-8", method="html")

    def _write(self, chance: random.Random, usual: int) -> Text:
        count = max(3, round(usual * chance.lognormvariate(0, 0.35)))
        if chance.random() < 0.05:
            count = max(2, usual // 3)  # a brief
        paragraphs = []
        for _ in range(count):
            size = max(1, self._per + chance.choice((-1, 0, 0, 1)))
            paragraphs.append(" ".join(chance.sample(self._pool, min(size, len(self._pool)))))
        return Text(paragraphs, chance.choice(self._pool)[:90])


@dataclass(slots=True)
class Scene:
    """A printed page, for what breaks it."""

    tree: HtmlElement
    holders: list[HtmlElement]
    box: HtmlElement
    """The smallest element around them."""
    chance: random.Random
    replaced: bytes | None = None

    @property
    def language(self) -> str:
        """Two letters, ``en`` where the page does not say."""
        return (self.tree.get("lang") or "en")[:2].lower()


def _fill(holders: list[HtmlElement], paragraphs: list[str]) -> list[HtmlElement]:
    """Put the paragraphs into the elements; copy or drop elements at the end as needed."""
    last = holders[-1]
    for _ in range(len(paragraphs) - len(holders)):
        more = copy.deepcopy(last)
        last.addnext(more)
        holders.append(more)
        last = more
    for element in holders[len(paragraphs) :]:
        drop(element)
    kept = holders[: len(paragraphs)]
    for element, text in zip(kept, paragraphs, strict=True):
        tail = element.tail
        for child in list(element):
            element.remove(child)
        element.text, element.tail = text, tail
    return kept


def _metadata(tree: HtmlElement, text: Text, chance: random.Random) -> None:
    """Headline and JSON-LD say what is printed; a body that is told of stays as complete."""
    for element in [*tree.iter("h1")][:1]:
        for child in list(element):
            element.remove(child)
        element.text = text.headline
    written: dict[HtmlElement, Any] = {}
    for node, script, data in metadata_of(tree):
        if isinstance(node.get("articleBody"), str):
            node["articleBody"] = "\n".join(text.paragraphs)
        if isinstance(node.get("headline"), str):
            node["headline"] = text.headline
        for name, share in (("author", 0.08), ("image", 0.1)):
            if chance.random() < share:
                node.pop(name, None)
        written[script] = data
    for script, data in written.items():  # once each: some hold a thousand nodes
        script.text = json.dumps(data)


def _nodes(data: Any) -> list[dict[str, Any]]:
    found, line = [], [data]
    while line:
        one = line.pop()
        if isinstance(one, dict):
            found.append(one)
            line += one.values()
        elif isinstance(one, list):
            line += one
    return found


def _vary(tree: HtmlElement, holders: list[HtmlElement], chance: random.Random) -> None:
    """Small things: numbers in ids, a picture, a subheading, a list, a link in the text."""
    for element in tree.iter():
        for name in ("id", "class"):
            value = element.get(name) if isinstance(element.tag, str) else None
            if value and re.search(r"\d{4,}", value):
                number = str(chance.randint(10_000, 9_999_999))
                element.set(name, re.sub(r"\d{4,}", number, value))
    if len(holders) > 4:
        if chance.random() < 0.4:
            at = chance.choice(holders[1:-1])
            at.addprevious(make(f"<h2>{chance.choice(holders).text[:40]}</h2>"))
        if chance.random() < 0.3:
            at = chance.choice(holders[1:-1])
            caption = chance.choice(holders).text[:70]
            at.addnext(make(
                f'<figure><img src="/1.jpg"><figcaption>{caption}</figcaption></figure>'
            ))  # fmt: skip
        for element in holders:
            if chance.random() < 0.1 and element.text and len(element.text) > 60:
                head, rest = element.text[:20], element.text[20:]
                element.text = head
                link = make(f'<a href="/topic/{chance.randint(1, 99)}">{rest[:15]}</a>')
                link.tail = rest[15:]
                element.insert(0, link)


def metadata_of(tree: HtmlElement) -> list[tuple[dict[str, Any], HtmlElement, Any]]:
    """Each object of the JSON-LD, with its script and all that is in that."""
    found = []
    for script in tree.iter("script"):
        if _LD.search(script.get("type") or "") and script.text:
            try:
                data = json.loads(script.text)
            except ValueError:
                continue
            found += [(node, script, data) for node in _nodes(data)]
    return found


def _around(holders: list[HtmlElement]) -> HtmlElement:
    chains = [[*one.iterancestors()][::-1] for one in holders]
    shared = chains[0][0]
    for steps in zip(*chains, strict=False):
        if any(one is not other for one, other in pairwise(steps)):
            break
        shared = steps[0]
    return shared


def make(markup: str) -> HtmlElement:
    """An element from its mark-up."""
    return html.fragment_fromstring(markup)


def drop(element: HtmlElement) -> None:
    """Out of the tree, the text behind it kept."""
    if element.getparent() is not None:
        element.drop_tree()
