"""Articles that are set aside can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.errors import StoreError
from scrapers.items import Article
from scrapers.storage.quarantine import Quarantine, read_articles

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article(url="https://news.test/a", headline="«да»\n🙂")


def test_what_is_set_aside_can_be_read_back(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "new", "demo")
    quarantine.put(ARTICLE, "store", "full")
    assert list(read_articles(quarantine.path)) == [ARTICLE]


def test_a_feed_can_be_read_too(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(f"{ARTICLE.model_dump_json()}\n\n", encoding="utf-8")
    assert list(read_articles(feed)) == [ARTICLE]


@pytest.mark.parametrize("name", ["../../etc/x", "a/b", "a\x00b", ""])
def test_a_name_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    assert Quarantine(tmp_path, name).path.parent == tmp_path


def test_a_file_that_has_grown_too_large_is_put_by(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, "demo", limit_mb=1)
    quarantine.path.write_bytes(b" " * (2**20 + 1))
    quarantine.put(ARTICLE, "validate", "short")
    assert (len(list(read_articles(quarantine.path))), (tmp_path / "demo.1.jsonl").exists()) == (
        1,
        True,
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "line 1: no JSON"),
        (b'{"url": 1}', "line 1: url: "),
        (b"[]", "line 1: article: "),
        (b"[" * 100_000, "line 1: no JSON"),
        (b"\xff\xfe", "utf-8"),
        (b'{"stage": "x"}', "line 1: article: "),
    ],
)
def test_a_file_of_something_else_is_named_with_its_line(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)
    with pytest.raises(StoreError, match=expected):
        list(read_articles(file))


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"x\.jsonl: No such file"):
        list(read_articles(tmp_path / "x.jsonl"))
