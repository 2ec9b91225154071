"""The keys of the format, and what becomes of each here."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPRESSIONS", "LEFT", "NEEDLESS", "SWITCHES", "TAKEN"]

EXPRESSIONS: Final = frozenset(
    ("title", "author", "date", "body", "strip", "single_page_link", "next_page_link")
)
"""Keys whose value is an XPath expression that is evaluated."""

TAKEN: Final = EXPRESSIONS | {
    "strip_id_or_class",
    "prune",
    "find_string",
    "replace_string",
    "if_page_contains",
    "test_url",
    "test_contains",
}

SWITCHES: Final = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}

_BR: Final = "two line breaks in a row always end a paragraph here"
_PARSER: Final = "pages are parsed one way here, which bad mark-up does not hurt"
_GENERIC: Final = "the generic way is always tried here, and weighed against the rules"

NEEDLESS: Final = {
    "tidy": _PARSER,
    "parser": _PARSER,
    "autodetect_on_failure": _GENERIC,
    "autodetect_next_page": _GENERIC,
    "skip_json_ld": "what a page says of itself is one witness of several here, none is believed",
    "convert_double_br_tags": _BR,
    "footnotes": "links stay in their block here",
    "strip_comments": "comments of the mark-up are never read here",
}
"""Keys that ask for what is done anyway, or not needed, each with the reason."""

_REQUEST: Final = "a pack sends no request and no header; set them in Scrapy's settings"
_LOGIN: Final = "a pack logs in nowhere"
_PICTURE: Final = "pictures and attributes are no text; the pictures of an article are chosen here"
_TREE: Final = "would rewrite the page, which nothing here does"

LEFT: Final = {
    "http_header": _REQUEST,
    "requires_login": _LOGIN,
    "not_logged_in_xpath": _LOGIN,
    "login_uri": _LOGIN,
    "login_username_field": _LOGIN,
    "login_password_field": _LOGIN,
    "login_extra_fields": _LOGIN,
    "strip_image_src": _PICTURE,
    "strip_attr": _PICTURE,
    "post_strip_attr": _PICTURE,
    "src_lazy_load_attr": _PICTURE,
    "insert_detected_image": _PICTURE,
    "wrap_in": _TREE,
    "dissolve": _TREE,
    "move_into": _TREE,
    "skip_id_or_class": "no rule of the pack takes out what only this key would spare",
    "native_ad_clue": "no article is dropped for being an advertisement",
    "single_page_link_in_feed": "a feed's link is what is asked for",
}
"""Keys that are not supported, each with the reason."""
