"""What keeps a page ours: words of others are text in it, and nothing else may run."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Final

__all__ = ["policy", "text"]

_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")


def text(words: str) -> str:
    """Words of a page, a store or a plug-in as text of ours, or as an attribute in quotes."""
    return escape(words.translate(_CONTROLS))


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style and this script, by their hash, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
