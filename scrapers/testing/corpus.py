"""The annotated pages that figures are measured on; they are their publishers' and lie elsewhere.

Format: ``SET/truth.jsonl`` (a page a line: ``id``, ``url``, ``site``, ``body`` and what else was
annotated) and ``SET/pages/ID.html.gz``.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["CORPUS", "pages", "scorer"]

CORPUS = Path(os.environ.get("CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
"""Where it lies: the environment's ``CORPUS``, else beside the checkout."""


def pages(name: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The annotated articles of a set (``aeb``, ``wcxb``, ``fundus``), each with its page."""
    with (CORPUS / name / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("page_type", "article") == "article":
                packed = (CORPUS / name / "pages" / f"{row['id']}.html.gz").read_bytes()
                yield row, gzip.decompress(packed)


@cache
def scorer() -> ModuleType:
    """The corpus's own scoring program, as a module: the figures of tests are its figures."""
    path = CORPUS.parent / "bench" / "score.py"
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: no scoring program; set CORPUS to a folder beside bench/")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
