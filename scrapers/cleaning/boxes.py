"""Boxes that widely used plug-ins put between the paragraphs, known by their classes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.cleaning.view import Finding, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["boxes"]

# Names of products, never of sites, each with what it shows. A name must be the whole class or id.
_BOXES = {
    "related posts": (
        "inline-related-posts",
        "irp",
        r"irp-[\w-]+",
        "jp-relatedposts",
        r"jp-relatedposts-[\w-]+",
        "yarpp",
        r"yarpp-[\w-]+",
        "crp_related",
        r"rp4wp-[\w-]+",
        "wp-embedded-content",
        "wp-block-embed-wordpress",
        "wp-block-latest-posts",
        "wp-block-newspack-blocks-homepage-articles",
        "zem_rp_wrap",
        "wp_rp_wrap",
        "relpost-thumb-wrapper",
        "penci-ilrltpost-beaf",
        "inline-related-post",
        "tdb-related",
        "outbrain",
        "OUTBRAIN",
        "taboola",
    ),
    "a newsletter form": (r"mc4wp-[\w-]+", "mc_embed_signup", "jetpack_subscription_widget", "tnp"),
    "sharing buttons": (
        "sharedaddy",
        "sd-sharing",
        "addtoany_share_save_container",
        "addtoany_content",
        "essb_links",
        "heateor_sss_sharing_container",
        "ssba",
        "a2a_kit",
        "addthis_toolbox",
    ),
    "the author": (
        "saboxplugin-wrap",
        "m-a-box",
        "molongui-author-box",
        r"pp-multiple-authors-[\w-]+",
    ),
    "ratings": ("post-ratings", "kk-star-ratings"),
}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"[.#](?:{'|'.join(names)})(?=[./#]|$)")


_NAMES = {what: _any_of(names) for what, names in _BOXES.items()}
_ANY_NAME = _any_of(name for names in _BOXES.values() for name in names)


def boxes(story: Story) -> Iterator[Finding]:
    """Every block in such a box, unless the boxes hold the better part of the story."""
    boxed = [(view, found) for view in story.views if (found := _box(view.path))]
    if sum(view.length for view, _ in boxed) > story.guide.max_share * story.length:
        return
    for view, (name, what) in boxed:
        if view.kind != "caption":
            yield Finding(view.at, "box", f'stands in "{name}", a box of {what}')


@lru_cache(maxsize=4096)
def _box(path: str) -> tuple[str, str] | None:
    if not _ANY_NAME.search(path):  # as of nearly every path
        return None
    for what, names in _NAMES.items():
        found = names.search(path)
        if found:
            return found[0][1:], what
    return None
