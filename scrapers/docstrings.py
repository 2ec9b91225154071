"""Docstrings below the fields of a model, read from its source when somebody asks.

Pydantic would read them whenever a model is made (``use_attribute_docstrings``): a third of the
time that a crawl takes to start, for what only the docs show.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["field_docs"]


def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """Field to docstring, of those that have one, also of those from a base."""
    docs: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if "__annotations__" in vars(cls) and hasattr(cls, "model_fields"):
            docs |= _read(cls)
    return {name: docs[name] for name in model.model_fields if name in docs}


def _read(cls: type) -> dict[str, str]:
    (written,) = ast.parse(dedent(inspect.getsource(cls))).body
    lines = written.body if isinstance(written, ast.ClassDef) else []
    docs = {}
    for field, below in pairwise(lines):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                docs[name] = inspect.cleandoc(text)
    return docs
