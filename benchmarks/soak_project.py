"""The Scrapy project that ``soak.py`` crawls with: settings, a spider a site, and the plan."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soak_sites import KINDS, Site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["plan_of", "sites_of", "write_project"]

_ADAPTIVE = 4  # every so many sites

_FILES = {
    "scrapy.cfg": "[settings]\ndefault = soak.settings\n",
    "soak/__init__.py": "",
    "soak/spiders/__init__.py": "",
    "soak/settings.py": """
import os

SPIDER_MODULES = ["soak.spiders"]
COMMANDS_MODULE = "scrapers.commands"
ADDONS = {{"scrapers.Addon": 500}}
TELNETCONSOLE_ENABLED = REMOTE_CONTROL_ENABLED = AUTOTHROTTLE_ENABLED = False
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 0
DOWNLOAD_TIMEOUT = 2
RETRY_TIMES = 1
SCHEDULE_LEASE_SECONDS = 8
STORE_URL = {store!r}
USER_AGENT = f"soak/{{os.getpid()}}"
DOWNLOADER_MIDDLEWARES = {{"soak.why.Why": 1}}
""",
    "soak/why.py": '''
class Why:
    """Says with each request why its page is asked for once more."""

    def process_request(self, request):
        found = request.cb_kwargs.get("found")
        if found is not None and found.visit is not None:
            request.headers["X-Why"] = found.visit.why
''',
}
_SPIDER = """
import sys
from pathlib import Path

from scrapers import ArticleSpider, Feed, Sitemap

sys.path.insert(0, {benchmarks!r})
from soak_clock import Clock

class Site(ArticleSpider):
    name = {name!r}
    allowed_domains = {hosts!r}
    sources = [{source}("http://{host}:{port}/list")]
    article_urls = r"/(story|read|news)/\\d+$"
    clock = staticmethod(Clock(Path({clock!r})))
"""


def sites_of(options: argparse.Namespace, start: datetime, last: datetime) -> list[Site]:
    """The sites of a run: one that publishes twenty articles a day, then of each kind in turn."""
    chance = random.Random(options.seed)
    sites = [Site(0, "steady", start, timedelta(minutes=72), last, "daily")]
    for number in range(1, options.sites):
        rule = "adaptive" if number % _ADAPTIVE == 0 else "every"
        step = timedelta(minutes=chance.randint(60, 180))
        sites.append(Site(number, KINDS[number % len(KINDS)], start, step, last, rule))
    return sites


def plan_of(sites: Sequence[Site], options: argparse.Namespace) -> dict[str, Any]:
    """What `soak_scheduler` reads; ``rules`` is what ``schedule.toml`` would say."""
    least, most = options.every
    limits = {"minutes": 40}
    adaptive = {"adaptive": {"least": "30m", "most": "3h"}}
    rules: dict[str, Any] = {}
    for at, site in enumerate(sites):
        minutes = 15 if site.rule == "daily" else least + (most - least) * at // len(sites)
        rules[site.name] = limits | (
            adaptive if site.rule == "adaptive" else {"every": f"{minutes}m"}
        )
    return {
        "rules": {"site": rules},
        "sites": [site.name for site in sites],
        "concurrency": options.concurrency,
        "speed": options.speed,
    }


def write_project(folder: Path, sites: Sequence[Site], store: str) -> None:
    """Into a folder."""
    for name, text in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(store=store) if name.endswith("settings.py") else text)
    for site in sites:
        text = _SPIDER.format(
            benchmarks=str(Path(__file__).resolve().parent),
            name=site.name,
            hosts=list(site.hosts if site.kind == "moves" else site.hosts[:1]),
            source=site.source,
            host=site.hosts[0],
            port=site.port,
            clock=str(folder / "clock"),
        )
        (folder / f"soak/spiders/{site.name}.py").write_text(text)
