"""The file of a host, as Full-Text RSS finds it."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from scrapers.errors import ConfigError
from scrapers.rulepacks import RulesSettings, Shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("example.com", "shop.example.com", ".example.com", ".example.org", "empty.com"):
        text = "tidy: no" if name == "empty.com" else "body: //p"
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("example.com", "example.com.txt"),
        ("www.example.com", "example.com.txt"),
        ("WWW.Example.com", "example.com.txt"),
        ("shop.example.com", "shop.example.com.txt"),
        ("news.example.com", ".example.com.txt"),
        ("a.b.example.org", ".example.org.txt"),
        ("example.org", None),
        ("other.com", None),
        ("empty.com", None),
        ("../../example.com", None),
        ("", None),
    ],
)
def test_a_host_finds_its_file(folder: Path, host: str, name: str | None) -> None:
    rules = Shelf([folder]).find(host)
    assert (rules and rules.name) == name


def test_the_first_folder_wins(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "example.com.txt").write_text("body: //main")
    rules = Shelf([mine, folder]).find("example.com")
    assert rules is not None
    assert rules.body[0].expression == "//main"


def test_a_file_is_read_once_and_when_its_site_is_met(folder: Path) -> None:
    shelf = Shelf([folder])
    (folder / "example.com.txt").write_text("body: //late")
    first = shelf.find("example.com")
    (folder / "example.com.txt").write_text("body: //later")
    assert first is not None
    assert first.body[0].expression == "//late"
    assert shelf.find("www.example.com") is first


def test_a_shelf_travels_to_another_process(folder: Path) -> None:
    shelf = pickle.loads(pickle.dumps(Shelf([folder])))  # noqa: S301  # our own bytes
    assert shelf.find("example.com").name == "example.com.txt"


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"RULES_PACKS=.*no folder .*/nowhere"):
        RulesSettings.read({"RULES_PACKS": f"{tmp_path}/nowhere"})


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ConfigError, match="RULES_PACK='x': no such setting"):
        RulesSettings.read({"RULES_PACK": "x"})


def test_a_folder_without_a_site_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"RULES_PACKS=.*holds no file like example.com.txt"):
        RulesSettings.read({"RULES_PACKS": str(tmp_path)})


def test_a_folder_that_goes_away_loses_no_page(folder: Path) -> None:
    shelf = Shelf([folder / "gone", folder])
    assert shelf.find("example.com") is not None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "example.com.txt")
    assert Shelf([tmp_path]).find("example.com") is None
