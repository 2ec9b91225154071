"""``scrapy schedule`` on a Dask cluster of real processes, with a real PostgreSQL, on loopback."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from scrapers.schedule.history import history
from scrapers.schedule.ledger import Ledger
from scrapers.storage.schema import ARTICLES
from scrapers.testing.dask import DaskCluster, DaskMissing

ROOT = Path(__file__).resolve().parents[2]
WORKERS = ("anna", "bert", "cleo")
SITES = {"east": 8, "north": 8, "west": 8, "vast": 30}
"""With their numbers of stories."""
STORY_SECONDS = 0.4

CFG = "[settings]\ndefault = shop.settings\n"
SETTINGS = """
import os

SPIDER_MODULES = ["shop.spiders"]
SPIDER_LOADER_CLASS = "scrapers.loader.SiteLoader"
COMMANDS_MODULE = "scrapers.commands"
ADDONS = {"scrapers.Addon": 500}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
USER_AGENT = f"crawl/{os.getpid()}"
DOWNLOAD_DELAY = 0.25
RANDOMIZE_DOWNLOAD_DELAY = False
SCHEDULE_GRACE_SECONDS = 20
SCHEDULE_LEASE_SECONDS = 8
LOG_LEVEL = "INFO"
"""
SPIDER = """
from scrapers import ArticleSpider, Sitemap

class Site(ArticleSpider):
    name = "{site}"
    allowed_domains = ["127.0.0.1"]
    language = "en"
    sources = [Sitemap("{url}/{site}/sitemap.xml")]
    article_urls = r"/{site}/story-"
"""


class SlowSites(ThreadingHTTPServer):
    """Sites whose articles take their time; notes who asks for which, and when."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked = []
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):
        """A crawl that is killed leaves its connections open."""

    def fetched(self, site):
        return Counter(name for where, name, _, _ in self.asked if where == site)

    def overlaps(self, site):
        """How often a crawl asked after the next one had begun to."""
        times = {}
        for where, _, who, when in list(self.asked):
            if where == site:
                times.setdefault(who, []).append(when)
        spans = sorted((min(when), max(when)) for when in times.values())
        return sum(before[1] > after[0] for before, after in pairwise(spans))


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site, _, name = self.path.strip("/").partition("/")
        if name == "sitemap.xml":
            self._send(200, "application/xml", _sitemap(self.server.url, site))
        elif name.startswith("story-"):
            self.server.asked.append((site, name, self.headers["User-Agent"], time.monotonic()))
            time.sleep(STORY_SECONDS)
            self._send(200, "text/html", _page(site, name))
        else:
            self._send(404, "text/plain", "")

    def _send(self, status, kind, text):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Keep quiet."""


def _sitemap(url, site):
    urls = (f"<url><loc>{url}/{site}/story-{n}</loc></url>" for n in range(SITES[site]))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(urls)}</urlset>'


def _page(site, name):
    text = "".join(
        f"<p>Part {n} of {name} in the {site}: the engineer explains at length what happened.</p>"
        for n in range(6)
    )
    head = f"<title>{name} {site}</title>"
    return f"<html><head>{head}</head><article><h1>{name} {site}</h1>{text}</article></html>"


class Rig:
    """A cluster whose workers have a folder each, a store, sites, and a home of the schedule."""

    def __init__(self, scratch, postgres, cluster, sites):
        self.cluster, self.sites = cluster, sites
        self.home = scratch / "home"
        self.workers = {name: scratch / name for name in WORKERS}
        self._postgres = postgres
        self._schedules = []
        for folder in (self.home, *self.workers.values()):
            _write_project(folder, sites.url)

    def reset(self):
        """An empty store, and all that makes up the cluster."""
        self.stop()
        self.sites.asked.clear()
        for folder in (self.home, *self.workers.values()):
            shutil.rmtree(folder / "data", ignore_errors=True)
        (self.home / "schedule.out").unlink(missing_ok=True)
        self.store_url = self._postgres.empty()
        self.ledger = Ledger(self.store_url, self.home)
        self.cluster.begin()

    def stop(self):
        for process in self._schedules:
            if process.poll() is None:
                process.kill()
            process.wait()
        self._schedules.clear()
        if hasattr(self, "ledger"):
            self.ledger.close()

    def schedule(self, *sites):
        """Begin ``scrapy schedule``."""
        plan = "".join(f'[site.{site}]\nevery = "6h"\n' for site in sites)
        (self.home / "schedule.toml").write_text(plan)
        given = [f"STORE_URL={self.store_url}", f"SCHEDULE_CLUSTER={self.cluster.address}"]
        with (self.home / "schedule.out").open("ab") as output:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "scrapy", "schedule"]
                + [part for one in given for part in ("-s", one)],
                cwd=self.home,
                env=environment(),
                stdout=output,
                stderr=output,
            )
        self._schedules.append(process)
        return process

    def said(self):
        return (self.home / "schedule.out").read_text()

    def until(self, true, seconds=180):
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"it never came; said was:\n{self.said()}"
            time.sleep(0.1)

    def half_way(self, site, stories=4):
        """Until so many of a site were asked for; the run."""
        self.until(lambda: len(self.sites.fetched(site)) >= stories)
        return self.run(site)

    def finished(self, *sites):
        """Until they were crawled to their end."""

        def ended():
            return all(getattr(self.run(site), "reason", None) == "finished" for site in sites)

        self.until(ended)

    def run(self, site):
        return next(iter(history(self.ledger, site, 1)), None)

    def worker_of(self, site):
        """The one that has begun a site last."""
        return max(WORKERS, key=lambda name: max(self._times(name, site), default=0))

    def _times(self, name, site):
        return [path.stat().st_mtime for path in self.logs(name, site)]

    def logs(self, where, site):
        folder = self.home if where == "home" else self.workers[where]
        return sorted((folder / "data" / "logs" / site).glob("*.log"))

    def stored(self, site):
        a = ARTICLES.c
        with self.ledger.reading() as connection:
            rows = connection.execute(select(a.url, a.revision).where(a.site == site)).all()
        return sorted((int(url.rpartition("-")[2]), revision) for url, revision in rows)

    def again(self, site):
        """How many articles were fetched more than once."""
        return sum(count > 1 for count in self.sites.fetched(site).values())


def _write_project(folder, url):
    files = {"scrapy.cfg": CFG, "shop/__init__.py": "", "shop/settings.py": SETTINGS}
    files["shop/spiders/__init__.py"] = ""
    files |= {f"shop/spiders/{site}.py": SPIDER.format(site=site, url=url) for site in SITES}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def standing(tmp_path_factory, postgres):
    scratch = tmp_path_factory.mktemp("cluster")
    folders = [scratch / name for name in WORKERS]
    try:
        cluster = DaskCluster(folders, scratch, environment())
    except DaskMissing as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI runs the tests of the cluster: {error}")
        pytest.skip(str(error))
    with SlowSites() as sites, cluster:
        rig = Rig(scratch, postgres, cluster, sites)
        yield rig
        rig.stop()


@pytest.fixture
def rig(standing):
    standing.reset()
    return standing


def each_once(site):
    return [(number, 1) for number in range(SITES[site])]


def test_runs_are_spread_over_the_workers_and_all_that_came_of_them_is_here(rig):
    sites = ("east", "north", "west")
    rig.schedule(*sites)
    rig.finished(*sites)
    assert "3 sites, on the cluster tcp://127.0.0.1:" in rig.said()
    assert {rig.worker_of(site) for site in sites} == set(WORKERS)
    for site in sites:
        assert rig.run(site).counts["stored"] == {"new": 8}
        rig.until(lambda site=site: f"{site}: healthy, 8 new" in rig.said())
        (there,), (here,) = rig.logs(rig.worker_of(site), site), rig.logs("home", site)
        assert (here.name, here.read_text()) == (there.name, there.read_text())
        assert "Spider closed (finished)" in here.read_text()


def test_a_run_whose_worker_is_killed_is_taken_up_by_another(rig):
    rig.schedule("east")
    rig.half_way("east")
    rig.cluster.kill_worker(rig.worker_of("east"))
    rig.finished("east")
    assert rig.run("east").attempt == 2
    assert "east: its worker was lost" in rig.said()
    assert rig.stored("east") == each_once("east")
    assert (rig.again("east"), rig.sites.overlaps("east")) == (0, 0)


def test_a_run_whose_machine_dies_is_taken_up_by_another(rig):
    rig.schedule("vast")
    run = rig.half_way("vast", 20)
    name = rig.worker_of("vast")
    rig.cluster.kill(name)
    os.killpg(run.pid, signal.SIGKILL)
    rig.finished("vast")
    assert (rig.run("vast").attempt, rig.worker_of("vast") != name) == (2, True)
    assert rig.stored("vast") == each_once("vast")
    # What was fetched is noted every two seconds, at four a second; some are on their way.
    assert rig.again("vast") <= 12
    assert rig.sites.overlaps("vast") == 0


def test_a_schedule_that_is_killed_leaves_its_runs_to_the_next(rig):
    first = rig.schedule("north")
    rig.half_way("north")
    first.kill()
    rig.schedule("north")
    rig.finished("north")
    assert rig.run("north").attempt == 1
    assert rig.stored("north") == each_once("north")
    assert rig.again("north") == 0
    rig.until(lambda: "Spider closed (finished)" in rig.logs("home", "north")[0].read_text())


def test_a_cluster_whose_scheduler_is_killed_goes_on_when_there_is_another(rig):
    rig.schedule("west", "east")
    rig.half_way("west")
    rig.half_way("east")
    rig.cluster.kill("scheduler")
    rig.until(lambda: "was lost; trying" in rig.said() and not rig.cluster.running)
    rig.cluster.begin()  # as a service manager does
    rig.finished("west", "east")
    for site in ("west", "east"):
        assert rig.stored(site) == each_once(site)
        assert (rig.again(site), rig.sites.overlaps(site)) == (0, 0)
    assert rig.said().count("trying again") == 1
