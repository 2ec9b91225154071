"""Writes the reference pages of ``docs/`` from the code: ``python docs/generate.py``.

``--check`` writes nothing and fails when a page is not what the code says.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scrapers import registry, settings, stats
from scrapers.addon import PARTS
from scrapers.docstrings import field_docs
from scrapers.interchange.plain import FLAT
from scrapers.interchange.schema import article_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

HERE: Final = Path(__file__).resolve().parent
MARK: Final = "<!-- Written by docs/generate.py; edit the docstrings instead. -->"


def cell(text: str) -> str:
    """A docstring as one line of Markdown for a table."""
    return " ".join(text.replace("``", "`").split()).replace("|", "\\|")


def prose(text: str) -> str:
    """A docstring as Markdown."""
    return inspect.cleandoc(text).replace("``", "`")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(row) + " |" for row in lines] + [""]


def code(value: Any) -> str:
    """A value as inline code."""
    return f"`{value}`"


# --- kinds of values, from a JSON Schema -------------------------

_WORDS: Final = {
    "boolean": "true or false",
    "integer": "whole number",
    "null": "nothing",
    "number": "number",
    "object": "table",
    "string": "text",
}
_FORMATS: Final = {"date-time": "time with zone", "path": "path", "date": "date"}
_BOUNDS: Final = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}


def kind(schema: dict[str, Any]) -> str:
    """What a value of this JSON Schema is, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        parts = [kind(part) for part in schema["anyOf"]]
        return " or ".join(dict.fromkeys(part for part in parts if part != "nothing"))
    if "enum" in schema:
        return ", ".join(code(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}" if schema.get("items") else "list"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"table of {kind(schema['additionalProperties'])}"
    words = _FORMATS.get(schema.get("format", "")) or _WORDS.get(schema.get("type", ""), "any")
    bounds = [f"{sign} {schema[key]:g}" for key, sign in _BOUNDS.items() if key in schema]
    return ", ".join([words, *bounds])


# --- article.md --------------------------------------------------


def article_page() -> str:
    """Every field of the item and of its parts."""
    schema = article_schema()
    lines = [
        "# The article",
        "",
        MARK,
        "",
        "Every page becomes one `Article`. Unknown is `null`, never a guess. Names are those of",
        "schema.org's NewsArticle in snake_case; `scrapy sites schema` prints the JSON Schema.",
        "Fields marked ● are in CSV and XML feeds too (see [feeds](feeds.md)).",
        "",
    ]
    rows = [
        (f"`{name}`", kind(field), "●" if name in FLAT else "", cell(field.get("description", "")))
        for name, field in schema["properties"].items()
    ]
    lines += table(("field", "value", "", "meaning"), rows)
    for name, part in schema["$defs"].items():
        lines += [f"## {name}", "", prose(part.get("description", "")), ""]
        fields = part["properties"].items()
        lines += table(
            ("field", "value", "meaning"),
            [
                (f"`{key}`", kind(field), cell(field.get("description", "")))
                for key, field in fields
            ],
        )
    return "\n".join(lines)


# --- settings.md -------------------------------------------------

_SETTINGS_HEAD: Final = """\
Set them where Scrapy's settings are set: in `scrapers/settings.py`, in `custom_settings` of a
spider, or by `-s NAME=value` on the command line. A list is written `-s NAME=a,b` or as JSON. A
misspelt name or a bad value stops the crawl with one line and exit code 1. Units are in the names.

To switch a pipeline off, set its `…_ENABLED` to false, or its class to `None` in `ITEM_PIPELINES`.
"""


def settings_page() -> str:
    """Every setting of every part and pipeline, then Scrapy's own as this project sets them."""
    lines = ["# Settings", "", MARK, "", _SETTINGS_HEAD]
    pipelines = {plugin.cls.settings_type.prefix for plugin in registry.pipelines()}
    for model in sorted(PARTS, key=lambda part: part.prefix):
        if model.prefix in pipelines:
            continue
        lines += [f"## {model.prefix}", "", prose(model.__doc__ or ""), "", *_settings(model)]
    lines += ["# Settings of the pipelines", "", "In the order they run.", ""]
    for plugin in registry.pipelines():
        model = plugin.cls.settings_type
        first = prose(plugin.cls.__doc__ or "")
        lines += [f"## {plugin.name}", "", first, "", *_settings(model)]
    lines += ["# Scrapy's settings, as this project sets them", ""]
    names = [name for name in vars(settings) if name.isupper()]
    rows = [(f"`{name}`", code(repr(getattr(settings, name)))) for name in names]
    lines += table(("setting", "value"), rows)
    return "\n".join(lines)


def _settings(model: Any) -> list[str]:
    properties, docs = model.model_json_schema()["properties"], field_docs(model)
    rows = []
    for name, field in model.names().items():
        default = model.model_fields[field].get_default(call_default_factory=True)
        meaning = cell(docs.get(field, ""))
        shown = "" if default is None else code(_plain(default))
        rows.append((f"`{name}`", kind(properties[field]), shown, meaning))
    return table(("setting", "value", "default", "meaning"), rows)


def _plain(value: Any) -> str:
    if isinstance(value, (frozenset, set)):
        value = sorted(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "[]"
    return str(value)


# --- stats.md ----------------------------------------------------

_STATS_HEAD: Final = """\
Everything that is found, skipped, dropped, removed or lost is counted in Scrapy's stats, under a
name that stays. A name with `…` is followed by a value: `removed/boilerplate.teaser`. The table at
the end of a run is made from these; `SUMMARY_JSON_FILE` writes it as JSON.
"""


def stats_page() -> str:
    """Every stat of ``scrapers/stats.py``, then those each pipeline counts under its own name."""
    lines = ["# Stats", "", MARK, "", _STATS_HEAD]
    rows = [(f"`{value}…`" if value.endswith("/") else f"`{value}`", cell(meaning))
            for value, meaning in constants(stats)]  # fmt: skip
    lines += table(("stat", "counts"), rows)
    lines += ["## Of the pipelines", ""]
    meanings = tomllib.loads((HERE / "stats.toml").read_text("utf-8"))
    for plugin in registry.pipelines():
        names = sorted(f"{plugin.name}/{name}" for name in set(counted(plugin.cls)))
        if names:
            lines += [f"### {plugin.name}", ""]
            rows = [(f"`{name}`", meanings.get(name, "**undocumented**")) for name in names]
            lines += table(("stat", "counts"), rows)
    return "\n".join(lines)


def constants(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Each text constant of a module with the docstring below it."""
    body = ast.parse(inspect.getsource(module)).body
    for node, after in itertools.pairwise(body):
        match node, after:
            case (
                ast.AnnAssign(value=ast.Constant(value=str(value))),
                ast.Expr(value=ast.Constant(value=str(meaning))),
            ):
                yield value, meaning


def counted(cls: type) -> Iterator[str]:
    """Names a pipeline counts under its own prefix; what is only known in a run is ``…``."""
    for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(cls) or sys))):
        match node:
            case ast.Call(func=ast.Attribute(attr="count" | "drop" as what), args=[name, *_]):
                yield _shown(name) if what == "count" else "dropped/…"


def _shown(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_shown, parts))
    return "…"


sys.path.insert(0, str(HERE))
from command_list import commands_page, helps  # noqa: E402, F401  # they lie beside this file
from site_list import sites_page  # noqa: E402

PAGES: Final[dict[str, Callable[[], str]]] = {
    "article.md": article_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "sites.md": sites_page,
    "stats.md": stats_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages; with ``--check``, say which are stale. Exit code 0 or 1."""
    stale = 0
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if "--check" in arguments:
            stale = 1
            sys.stderr.write(f"docs/{name}: not what the code says; run `make pages`\n")
        else:
            path.write_text(text, "utf-8")
            sys.stderr.write(f"docs/{name}: written\n")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
