"""``sites.md``, for ``generate.py``: from the spiders and the figures in ``sites.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from scrapy.settings import Settings

from scrapers.console.sites import site_of
from scrapers.loader import SiteLoader
from scrapers.report import sites
from scrapers.report.sites import Figures, Names, SiteRow

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent

# From Babel (Unicode's CLDR): a site of a new country or language needs no edit here.
NAMES: Final = Names(
    country=lambda code: Locale("en").territories.get(code, code),
    language=lambda tag: Locale.parse(tag, sep="-").get_display_name("en") or tag,
)


HEAD: Final = """\
# Sites

<!-- Written by docs/generate.py from spiders/ and sites.json. -->

Every site that comes with the project. `scrapy crawl demo` crawls a sample site, `web` any site by
its address.

Figures are of annotated pages: of the generic way, then with the site's own rules where those
change something. *Text* is how much of it is right (F1 of overlapping runs of words), *paragraphs*
how many are right as a whole (F1). `benchmarks/publishers.py --write` measures them. Pages that are
recorded are tests ([recorded pages](record.md)).
"""


def sites_page() -> str:
    """Every site by country."""
    held = json.loads((ROOT / "docs/sites.json").read_text("utf-8"))
    figures = {
        name: Figures(one["pages"], tuple(one["shingle"]), tuple(one.get("para", ())) or None)
        for name, one in held.items()
    }
    return "\n".join([HEAD, *sites.sites_page(_rows(), figures, NAMES)])


def _rows() -> Iterator[SiteRow]:
    """Sites of this checkout that lie in a folder; ``demo`` and ``web`` are no sites."""
    loader = SiteLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
    for name in loader.list():
        cls: Any = loader.load(name)
        file = Path(sys.modules[cls.__module__].__file__ or "").resolve()
        if file.parent.parent != ROOT / "spiders":
            continue
        site = site_of(cls)
        yield SiteRow(
            name=name,
            file=f"../{file.relative_to(ROOT).as_posix()}",
            country=site.country and site.country.upper(),
            language=site.language,
            domains=site.domains,
            sources=[type(source).__name__ for source in cls.sources],
            recorded=len(list((ROOT / "tests/sites" / name).glob("*.html.gz"))),
        )
