"""The docs say what the code does: generated pages are fresh, examples run, nothing is left out."""

import ast
import dataclasses
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from scrapers import registry, stats
from scrapers.addon import settings_types
from scrapers.cleaning import RULES
from scrapers.docstrings import field_docs
from scrapers.extraction import Diagnosis, select
from scrapers.extraction.fields import Fields

ROOT = Path(__file__).resolve().parent.parent
GENERATE = runpy.run_path(str(ROOT / "docs/generate.py"))
TUTORIAL = ROOT / "docs/add-a-site.md"  # tried out by tests/test_add_a_site.py
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
SOURCES = sorted([*ROOT.glob("scrapers/**/*.py"), *ROOT.glob("pipelines/**/*.py")])
COUNTING = {"inc_value", "set_value", "max_value", "min_value"}


def text(page):
    return (ROOT / "docs" / page).read_text("utf-8")


def name(path):
    return path.relative_to(ROOT).as_posix()


def fenced(page, language):
    """Each fenced block of this language on a page: its line and its source."""
    content = page.read_text("utf-8")
    for match in re.finditer(rf"(?ms)^```{language}\n(.*?)^```$", content):
        yield content.count("\n", 0, match.start()) + 1, match[1]


@pytest.mark.parametrize("page", list(GENERATE["PAGES"]))
def test_a_generated_page_is_what_the_code_says(page):
    assert text(page) == GENERATE["PAGES"][page](), "stale; run `make pages`"


def settings_fields():
    return [
        pytest.param(model, field, id=setting)
        for model in settings_types()
        for setting, field in model.names().items()
    ]


@pytest.mark.parametrize(("model", "field"), settings_fields())
def test_every_setting_has_a_docstring(model, field):
    assert field_docs(model)[field]


@pytest.mark.parametrize("field", ["width", "height", "title", "headline"])
def test_only_a_field_that_says_it_all_goes_without_a_docstring(field):
    bare = re.findall(r"(?m)^\| `(\w+)` \| .* \|  \|$", text("article.md"))
    assert field in bare
    assert set(bare) <= {"width", "height", "title", "headline"}


@pytest.mark.parametrize("command", sorted(GENERATE["helps"]()))
def test_the_help_of_every_command_has_an_example(command):
    said = " ".join(GENERATE["helps"]()[command].split())
    assert f"Example: scrapy {command}" in said


def test_stats_are_counted_by_the_constants_that_are_documented():
    literal = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr=attr), args=[first, *_]) if attr in COUNTING:
                    match first:
                        case ast.Constant(value=str()) | ast.JoinedStr(values=[ast.Constant(), *_]):
                            literal.add(f"{name(source)}:{node.lineno}")
    assert not literal, "give them names in scrapers/stats.py"


def test_every_stat_of_a_pipeline_is_explained():
    assert "undocumented" not in text("stats.md"), "say what it counts in docs/stats.toml"


def test_every_constant_of_stats_has_a_docstring():
    values = [value for key, value in vars(stats).items() if key.isupper()]
    assert [value for value, _ in GENERATE["constants"](stats)] == values


def rules():
    """Every rule that can stand in `removed`."""
    yield from (f"boilerplate.{rule}" for rule in RULES)
    yield from ("repeats.standing", "repeats.live")
    yield from (f"extraction.{rule}" for _, rule in select._RULES)
    for source in ROOT.glob("scrapers/extraction/*.py"):
        yield from re.findall(r"\"((?:extraction|site|pack)\.[a-z_]+)\"", source.read_text("utf-8"))


@pytest.mark.parametrize("rule", sorted(set(rules())))
def test_every_rule_of_removal_has_its_line(rule):
    assert f"\n| `{rule}` |" in text("boilerplate.md")


@pytest.mark.parametrize("diagnosis", Diagnosis)
def test_every_diagnosis_has_its_line(diagnosis):
    assert f"\n| `{diagnosis}` |" in text("diagnoses.md")


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Fields)])
def test_every_field_that_is_read_from_a_page_has_its_order_of_trust(field):
    assert re.search(rf"(?m)^\|.*`{field}`.*\|", text("extraction.md")) or field == "provenance"


@pytest.mark.parametrize("plugin", registry.pipelines(), ids=lambda plugin: plugin.name)
def test_every_pipeline_has_its_line_with_its_order(plugin):
    assert f"\n| {plugin.cls.order} | `{plugin.name}` |" in text("pipelines.md")


def test_every_page_is_in_the_table_of_contents():
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", text("README.md")))
    assert {page.name for page in ROOT.glob("docs/*.md")} - {"README.md"} == linked


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page):
    content = re.sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", content):
        if target.startswith(("http://", "https://")):
            continue
        file, _, anchor = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        if anchor:
            heads = re.findall(r"(?m)^#+ (.*)$", there.read_text("utf-8"))
            assert anchor in {
                re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads
            }


@pytest.mark.parametrize("page", [page for page in PAGES if page != TUTORIAL], ids=name)
def test_the_python_examples_of_a_page_run_one_after_the_other(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": "example"}
    for line, source in fenced(page, "python"):
        padded = "\n" * line + source  # so that a traceback names the line of the page
        exec(compile(padded, str(page), "exec"), namespace)  # noqa: S102  # our own docs


def steps(session):
    """Commands of a console block with the output that is shown for each; ``…`` is any output."""
    for step in re.split(r"(?m)^\$ ", session)[1:]:
        command, _, output = step.partition("\n")
        yield command, output


def sessions():
    for page in PAGES:
        if page == TUTORIAL:
            continue
        for line, session in fenced(page, "console"):
            yield pytest.param(session, id=f"{name(page)}:{line}")


def shell(command, folder):
    """Standard output and error of a command, run in an empty folder."""
    environ = {
        **os.environ,
        "COLUMNS": "100",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
    }
    done = subprocess.run(  # noqa: S603  # our own docs
        ["/bin/bash", "-c", command],
        cwd=folder, env=environ, text=True, check=False, timeout=120,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize("session", list(sessions()))
def test_a_shell_example_prints_what_is_shown(session, tmp_path):
    for command, output in steps(session):
        if command == "make crawl":
            continue  # below
        printed = shell(command, tmp_path)
        shown = ".*?".join(map(re.escape, output.strip().split("…")))
        assert re.fullmatch(shown, printed, re.DOTALL), printed


def test_the_readme_shows_what_make_crawl_prints(tmp_path):
    recipe = re.search(r"(?m)^crawl:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"))[1]
    command = " && ".join(line.strip().removeprefix("@") for line in recipe.splitlines())
    for variable, value in {"$(SITE)": "demo", "$(ARGS)": "", "$(BIN)/": ""}.items():
        command = command.replace(variable, value)
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"(?ms)^\$ make crawl\n(.*?)^```$", readme)[1]
    assert figures(shown) == figures(shell(command, tmp_path))


def figures(output):
    """The rows of the table to `stored`: which of two near copies stays may change those below.

    Which source names an address first is the network's, so of those in the row `found` the names
    and what they add up to are taken.
    """
    rows = "found|skipped|fetched|not fetched|no article|not used|stored"
    found = re.findall(rf"(?m)^  ((?:{rows}) .*)$", output)
    return [summed(row) if row.startswith("found") else row for row in found]


def summed(row):
    by_source = re.compile(r"(feed|sitemap|section) (\d+)[,;]? ?")
    named = by_source.findall(row)
    return by_source.sub("", row), sorted(name for name, _ in named), sum(int(n) for _, n in named)
