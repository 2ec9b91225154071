"""The workflows of GitHub: well formed, careful, made of targets and commands that there are."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from scrapy.cmdline import _get_commands_from_module

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path):
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path):
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def scripts(path):
    return [step["run"] for step in steps(path) if "run" in step]


def targets():
    """Of the Makefile, with its variables filled in."""
    names = re.findall(r"(?m)^([^\s:#=.][^:=\n]*):(?!=)", MAKEFILE)
    venv = re.search(r"(?m)^VENV \?= (.*)$", MAKEFILE)[1]
    filled = " ".join(names).replace("$(BIN)", f"{venv}/bin").replace("$(VENV)", venv)
    return set(filled.split())


@EACH
def test_each_make_target_of_a_workflow_exists(path):
    named = {word for script in scripts(path) for word in re.findall(r"\bmake (\S+)", script)}
    assert named
    assert named <= targets()


@EACH
def test_each_scrapy_command_of_a_workflow_exists(path):
    named = {word for script in scripts(path) for word in re.findall(r"bin/scrapy (\S+)", script)}
    assert named <= set(_get_commands_from_module("scrapers.commands", inproject=True))


@EACH
def test_each_script_is_good_shell(path):
    for script in scripts(path):
        subprocess.run(["/bin/bash", "-n", "-c", script], check=True)  # noqa: S603  # our own


@EACH
def test_no_script_has_a_text_of_github_pasted_into_it(path):
    """It comes in by the environment, where it stays a text."""
    assert not [script for script in scripts(path) if "${{" in script]


@EACH
def test_each_action_has_its_version(path):
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", one)] == []


@EACH
def test_a_workflow_may_do_no_more_than_it_has_to(path):
    wanted = {"contents": "read"} | ({"issues": "write"} if path.stem == "live" else {})
    assert read(path)["permissions"] == wanted


@EACH
def test_each_job_has_an_end(path):
    assert all(job["timeout-minutes"] <= 360 for job in read(path)["jobs"].values())


def test_the_tests_run_all_that_a_change_must_keep():
    named = {
        script.removeprefix("make ") for script in scripts(ROOT / ".github/workflows/tests.yml")
    }
    assert named == {"test", "lint", "types", "floors", "docs"}


def test_the_oldest_supported_python_is_tested():
    wanted = re.search(r'requires-python = ">=(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    job = read(ROOT / ".github/workflows/tests.yml")["jobs"]["check"]
    assert job["strategy"]["matrix"]["python"][0] == wanted[1]


def test_live_sites_are_asked_once_a_day():
    triggers = read(ROOT / ".github/workflows/live.yml")[True]  # YAML 1.1 reads `on` so
    assert [
        re.fullmatch(r"\d+ \d+ \* \* \*", one["cron"]) is None for one in triggers["schedule"]
    ] == [False]


def test_live_sites_are_asked_politely():
    (script,) = (one for one in scripts(ROOT / ".github/workflows/live.yml") if "scrapy" in one)
    assert "ROBOTSTXT_OBEY" not in script
    assert "DOWNLOAD_DELAY" not in script
    assert "USER_AGENT" in script
