"""Recorded pages: a page as it was fetched, beside what its site's rules made of it.

Two files each, in a folder of the site: ``<root>/<site>/2026-11-25-1f9a03bc.html.gz`` holds the
bytes, ``….json`` the rest (`Recorded`). The day is when the page was fetched, so that rules of an
old layout (``until=``) still have a page to hold for; the eight letters are a hash of the address.
Nothing else of a page or an address gets into a file name. The same page gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from scrapers.errors import ConfigError
from scrapers.extraction.url_key import url_key
from scrapers.testing.expected import Difference, Expected, differences, expected_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction import Extraction

__all__ = [
    "STEM",
    "Difference",
    "Expected",
    "Recorded",
    "accept",
    "compare",
    "expected_of",
    "load",
    "paths",
    "recorded",
    "same_page",
    "save",
]

STEM = re.compile(r"(\d{4}-\d{2}-\d{2})-([0-9a-f]{8})")
"""The name of both files, without what follows the first dot."""

# Nothing that leaves the folder, or that a shell or a file system reads as something else.
_SITE = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,99}")
_MOST_BYTES = 64 * 1024 * 1024


class Recorded(BaseModel):
    """One recorded page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    """Where it answered from."""
    fetched: date
    """The day; the one in the file's name."""
    content_type: str | None = None
    """The HTTP header as sent."""
    expected: Expected
    path: Path
    """The file ``.json``; not in it."""

    @property
    def site(self) -> str:
        """Name of the spider: the folder's."""
        return self.path.parent.name

    @property
    def html(self) -> bytes:
        """The page as fetched, read anew each time; at most 64 MB.

        Raises:
            ConfigError: it is missing or broken.
        """
        packed = _page_of(self.path)
        try:
            return gzip.GzipFile(fileobj=io.BytesIO(packed.read_bytes())).read(_MOST_BYTES)
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise ConfigError(f"{packed}: {reason}; record the page again") from None


def save(
    root: Path,
    site: str,
    html: bytes,
    found: Extraction,
    *,
    day: date,
    content_type: str | None = None,
) -> Path:
    """Write a page and what is expected of it from now on; one of that day and URL is replaced.

    Args:
        root: folder of the sites, such as ``tests/sites``; made if it is not there.
        site: name of the spider.
        html: as fetched.
        found: what `Extractor.page` makes of it; the article's `url` is where it came from.
        day: when it was fetched.
        content_type: the HTTP header.

    Returns:
        The file ``.json``.

    Raises:
        ConfigError: the site's name can be no folder.
        OSError: the files cannot be written.
    """
    url = found.article.url
    folder = _folder(root, site)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{day.isoformat()}-{_digest(url)}.json"
    packed = io.BytesIO()
    # No name and no time: the same page gives the same file.
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(html)
    expected = expected_of(found)
    page = Recorded(url=url, fetched=day, content_type=content_type, expected=expected, path=path)
    _write(_page_of(path), packed.getvalue())
    _write(path, _json(page))
    return path


def load(path: Path) -> Recorded:
    """Read the file ``.json`` of a recorded page; the page itself is read by `Recorded.html`.

    Raises:
        ConfigError: it is none; says what is wrong with it.
    """
    named = STEM.fullmatch(path.stem)
    if named is None:
        raise ConfigError(f"{path}: no recorded page; its name is no day with a hash")
    try:
        held = json.loads(path.read_bytes())
        page = Recorded.model_validate({**held, "path": path})
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{path}: {place}: {first['msg']}; record the page again") from None
    except (ValueError, TypeError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}; record the page again") from None
    if page.fetched.isoformat() != named[1]:
        raise ConfigError(f"{path}: fetched {page.fetched}, but the name says another day")
    return page


def recorded(root: Path, site: str | None = None) -> Iterator[Recorded]:
    """Every recorded page under a folder of sites, or of one site, by site and day.

    Raises:
        ConfigError: one cannot be read, or the site's name can be no folder.
    """
    yield from map(load, paths(root, site))


def paths(root: Path, site: str | None = None) -> Iterator[Path]:
    """Their files ``.json``, not yet read; files of other names are passed over.

    Raises:
        ConfigError: the site's name can be no folder.
    """
    folders = sorted(root.iterdir()) if root.is_dir() else []
    if site is not None:
        folders = [_folder(root, site)]
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if STEM.fullmatch(path.stem):
                yield path


def same_page(root: Path, site: str, url: str) -> Path | None:
    """The newest recorded page of the same article, whatever its day; ``None`` if there is none."""
    found = sorted(_folder(root, site).glob(f"????-??-??-{_digest(url)}.json"))
    return found[-1] if found else None


def compare(page: Recorded, found: Extraction) -> list[Difference]:
    """Fields that are not as expected now, in the order of the file; none if all are."""
    return differences(page.expected, expected_of(found))


def accept(page: Recorded, found: Extraction) -> Path:
    """Expect from now on what is found; a field that was not tested is not tested now either.

    Raises:
        OSError: the file cannot be written.
    """
    expected = page.expected.renewed(expected_of(found))
    _write(page.path, _json(page.model_copy(update={"expected": expected})))
    return page.path


def _json(page: Recorded) -> bytes:
    """Fields in the order of the classes, an entry of a list a line: a diff of it reads well."""
    held = page.model_dump(mode="json", exclude={"path"}, exclude_unset=True)
    return (json.dumps(held, ensure_ascii=False, indent=2) + "\n").encode()


def _folder(root: Path, site: str) -> Path:
    if not _SITE.fullmatch(site):
        raise ConfigError(f"site {site!r}: no name of a spider; use letters, digits, _ and -")
    return root / site


def _digest(url: str) -> str:
    return sha256(url_key(url).encode("utf-8", "backslashreplace")).hexdigest()[:8]


def _page_of(path: Path) -> Path:
    return path.with_suffix(".html.gz")


def _write(path: Path, data: bytes) -> None:
    """At once or not at all: a full disk must not cost what was there."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
