"""What the ``<head>`` of a sample article says: JSON-LD (also broken), OpenGraph, meta tags."""

from __future__ import annotations

import html
import json
from typing import Any

from scrapers.testing.story import HOST, Story

__all__ = ["BROKEN", "head_html", "json_ld"]

BROKEN = (
    "trailing_comma",
    "raw_newline",
    "html_escaped",
    "comment_wrapped",
    "unescaped_quote",
    "bad_block_first",
)
"""Faults of JSON-LD that sites really have; a story names one as ``broken``."""


def head_html(story: Story, site_name: str) -> str:
    """The tags of the head, by the story's ``metadata``; an empty list leaves charset and title."""
    kinds = story.facts["metadata"]
    charset = story.facts.get("charset", "utf-8")
    tags = [f"<title>{html.escape(story.facts['headline'])} - {html.escape(site_name)}</title>"]
    if story.facts.get("charset_in", "meta") == "meta":
        tags.insert(0, f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    if kinds and story.facts.get("link_canonical", True):
        tags.append(f'<link rel="canonical" href="{story.canonical}">')
    if story.facts.get("amp"):
        tags.append(f'<link rel="amphtml" href="{story.url}/amp">')
    if "opengraph" in kinds:
        tags.extend(_open_graph(story, site_name))
    if "meta" in kinds:
        tags.extend(_meta(story))
    if "json-ld" in kinds or "graph" in kinds:
        tags.append(json_ld(story, site_name))
    return "\n".join(tags)


def json_ld(story: Story, site_name: str) -> str:
    """One ``<script>`` (two, where the first is beyond repair), broken as the story asks."""
    node = _node(story, site_name)
    if "graph" in story.facts["metadata"]:
        node = _graph(node, story, site_name)
    text = json.dumps(node, ensure_ascii=False, indent=1)
    before = ""
    match story.facts.get("broken"):
        case "trailing_comma":
            text = text[: text.rindex("\n}")] + ",\n}"
        case "raw_newline":
            text = text.replace(f'"{node["description"]}', f'"\n\t{node["description"]}\n', 1)
        case "html_escaped":
            text = html.escape(text)
        case "comment_wrapped":
            text = f"<!--\n//<![CDATA[\n{text}\n//]]>\n-->"
        case "unescaped_quote":
            text = text.replace('"description": "', '"description": "The so-called "news": ', 1)
        case "bad_block_first":
            before = (
                '<script type="application/ld+json">{"@type": "Organization", name: </script>\n'
            )
    return f'{before}<script type="application/ld+json">{text}</script>'


def _node(story: Story, site_name: str) -> dict[str, Any]:
    facts = story.facts
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": facts.get("type", "NewsArticle"),
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.canonical},
        "headline": facts["headline"],
        "description": facts["description"],
        "datePublished": story.published.isoformat(),
        "dateModified": story.modified.isoformat(),
        "author": [
            {"@type": "Person", "name": name, "url": f"{HOST}/authors/{index}"}
            for index, name in enumerate(facts["authors"], 1)
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": site_name},
        "articleSection": facts["section"],
        "inLanguage": story.language,
        "isAccessibleForFree": facts.get("free", True),
    }
    if "keywords" in facts:
        node["keywords"] = facts["keywords"]
    if "image" in facts:
        url = f"{HOST}/media/{facts['image']}.png"
        node["image"] = {"@type": "ImageObject", "url": url, "width": 640, "height": 360}
    if not facts.get("free", True):
        node["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".paywall-offer",
        }
    if node["@type"] == "LiveBlogPosting":
        node |= _live(story)
    return node


def _live(story: Story) -> dict[str, Any]:
    """The part of the node that only a live blog has."""
    updates: list[dict[str, Any]] = []
    for piece in story.pieces:
        if piece.kind == "update":
            updates.append(
                {
                    "@type": "BlogPosting",
                    "headline": piece.text,
                    "datePublished": piece.detail,
                    "url": f"{story.url}#update-{len(updates) + 1}",
                    "articleBody": "",
                }
            )
        elif updates and piece.kind != "boilerplate":
            body = updates[-1]["articleBody"]
            updates[-1]["articleBody"] = f"{body}\n{piece.text}".strip()
    return {
        "coverageStartTime": story.published.isoformat(),
        "coverageEndTime": story.modified.isoformat(),
        "liveBlogUpdate": updates,
    }


def _graph(node: dict[str, Any], story: Story, site_name: str) -> dict[str, Any]:
    """The same facts as plugins write them: many nodes that point at each other."""
    people = [
        {"@type": "Person", "@id": f"{HOST}/#person-{index}", "name": author["name"]}
        for index, author in enumerate(node.pop("author"), 1)
    ]
    publisher = {"@type": "Organization", "@id": f"{HOST}/#organization", "name": site_name}
    page = {
        "@type": "WebPage",
        "@id": story.canonical,
        "name": f"{node['headline']} - {site_name}",
        "breadcrumb": {"@id": f"{story.canonical}#breadcrumb"},
    }
    article = {key: value for key, value in node.items() if key != "@context"} | {
        "@id": f"{story.canonical}#article",
        "author": [{"@id": person["@id"]} for person in people],
        "publisher": {"@id": publisher["@id"]},
        "isPartOf": {"@id": story.canonical},
    }
    return {
        "@context": "https://schema.org",
        "@graph": [page, publisher, article, *people],
    }


def _open_graph(story: Story, site_name: str) -> list[str]:
    facts = story.facts
    pairs = [
        ("og:type", "article"),
        ("og:title", facts["headline"]),
        ("og:description", facts["description"]),
        ("og:url", story.canonical),
        ("og:site_name", site_name),
        ("og:locale", story.language),
        ("article:published_time", story.published.isoformat()),
        ("article:modified_time", story.modified.isoformat()),
        ("article:section", facts["section"]),
        *(("article:author", name) for name in facts["authors"]),
        *(("article:tag", word) for word in facts.get("keywords", ())),
    ]
    if "image" in facts:
        pairs.append(("og:image", f"{HOST}/media/{facts['image']}.png"))
    return [f'<meta property="{name}" content="{html.escape(text)}">' for name, text in pairs]


def _meta(story: Story) -> list[str]:
    pairs = [
        ("description", story.facts["description"]),
        ("author", ", ".join(story.facts["authors"])),
        ("date", story.published.isoformat()),
        ("keywords", ", ".join(story.facts.get("keywords", ()))),
    ]
    return [f'<meta name="{name}" content="{html.escape(text)}">' for name, text in pairs if text]
