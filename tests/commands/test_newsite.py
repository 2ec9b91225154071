"""``scrapy newsite`` from saved pages, and over loopback from the sample site."""

import ast
import gzip
import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from scrapers.testing.recorded import recorded
from scrapers.testing.site import SampleSite

STORY = (
    "The council of {place} met for a long time, and what it decided about the {thing} is this. "
)
PLACES = ("Tarrow", "Brenndorf", "Klevsund", "Saltmere", "Ormsund", "Fennwick")
BOX = (
    "<div class='reader-card'><p>Our harbour reporters are at home in every bar of the coast "
    "and hear a great deal there.</p></div>"
)
LOOPBACK = """
DOWNLOADER_MIDDLEWARES = {"scrapers.testing.loopback.LoopbackMiddleware": 740}
DOWNLOAD_DELAY = 0
"""


def url(number):
    return f"https://www.daily.test/town/{PLACES[number].lower()}-decides-{100200 + number}.html"


def html(number, between=BOX):
    lines = [
        f"<p>{STORY.format(place=PLACES[number], thing=thing) * 2}</p>"
        for thing in ("ferry", "mine", "bridge", "market", "rink")
    ]
    lines.insert(2, between)
    return (
        f"<!doctype html><html lang='en'><head><title>{PLACES[number]} decides</title>"
        f"<link rel='canonical' href='{url(number)}'></head><body><article>"
        f"<h1>{PLACES[number]} decides at last</h1>{''.join(lines)}</article></body></html>"
    )


@pytest.fixture
def saved(project):
    """The project with six saved pages."""
    for number in range(6):
        project.write(f"{number}.html", html(number))
    return project


FILES = tuple(f"{number}.html" for number in range(6))


def test_saved_pages_become_a_spider(saved):
    done = saved.run("newsite", *FILES)
    assert (done.returncode, done.stderr) == (0, "")
    text = (saved.folder / "shop/spiders/int/daily.py").read_text()
    assert "css('.reader-card')" not in text
    assert 'remove = css(".reader-card")' in text


def test_the_spider_is_listed_at_once(saved):
    saved.run("newsite", *FILES)
    assert "daily" in saved.run("list").stdout.split()


def test_the_pages_are_recorded_and_run_again(saved):
    done = saved.run("newsite", *FILES)
    assert len(list((saved.folder / "tests/sites/daily").glob("*.html.gz"))) == 6
    assert "run again 6 of 6 as recorded" in done.stdout


def test_the_recorded_pages_are_as_scrapy_record_wants_them(saved):
    saved.run("newsite", *FILES)
    done = saved.run("record", "--rerun", "daily")
    assert (done.returncode, done.stderr) == (0, "6 pages: 6 as expected, 0 different\n")


def test_what_was_found_is_shown(saved):
    shown = saved.run("newsite", *FILES).stdout
    for line in (
        "Addresses of articles (high): takes 6 of 6 articles, refuses 3 of 3 other pages",
        r"  -\d{5,}\.html?",
        "remove  high  css('.reader-card')  on 6 of 6 pages; takes out 6 lines: repeats on 6 of 6 "
        "pages (6 lines)",
        "Tarrow decides at last",
        "spider    shop/spiders/int/daily.py",
        "  scrapy crawl daily -a limit=5",
    ):
        assert line in shown


def test_a_dry_run_writes_nothing(saved):
    done = saved.run("newsite", "--dry-run", *FILES)
    assert done.returncode == 0
    assert not (saved.folder / "tests").exists()
    assert not list((saved.folder / "shop/spiders").rglob("daily.py"))
    ast.parse(done.stdout[done.stdout.index('"""daily.test') :])


def test_name_and_country_may_be_given(saved):
    saved.run("newsite", "--name", "the_daily", "--country", "GB", *FILES)
    text = (saved.folder / "shop/spiders/gb/the_daily.py").read_text()
    assert 'country = "GB"' in text


def test_a_packed_file_is_a_page_too(project):
    for number in range(3):
        (project.folder / f"{number}.html.gz").write_bytes(gzip.compress(html(number).encode()))
    done = project.run("newsite", "0.html.gz", "1.html.gz", "2.html.gz")
    assert "remove = css" in (project.folder / "shop/spiders/int/daily.py").read_text(), done.stderr


def test_a_page_that_names_no_address_takes_one(project):
    project.write("a.html", re.sub("<link[^>]*>", "", html(0)))
    done = project.run("newsite", "--url-of", f"a.html={url(0)}", "a.html")
    assert done.returncode == 0
    assert (project.folder / "shop/spiders/int/daily.py").exists()


def test_one_page_is_written_with_a_word_of_warning(saved):
    done = saved.run("newsite", "0.html")
    assert done.returncode == 0
    assert done.stderr == (
        "scrapy newsite: one page only: what repeats over pages cannot be learned from it\n"
    )
    assert "Rules: from one page nothing can be learned; give more" in done.stdout


def test_a_spider_is_not_overwritten(saved):
    saved.run("newsite", *FILES)
    path = saved.folder / "shop/spiders/int/daily.py"
    path.write_text(path.read_text() + "# mine\n")
    done = saved.run("newsite", *FILES)
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy newsite: spider 'daily' is in shop.spiders.int.daily already; --force overwrites "
        "it\n"
    )
    assert path.read_text().endswith("# mine\n")


def test_force_overwrites_the_spider(saved):
    saved.run("newsite", "0.html")
    done = saved.run("newsite", "--force", *FILES)
    assert "remove = css" in (saved.folder / "shop/spiders/int/daily.py").read_text()
    assert "run again 6 of 6 as recorded" in done.stdout


SHELL = "<html><head><title>Daily</title></head><body><div id=root></div></body></html>"


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (("shell.html",), 1, "no article in 1 files; give saved pages of articles"),
        (("missing.html",), 1, "no article in 1 files; give saved pages of articles"),
        (("a.html",), 1, "no article in 1 files; give saved pages of articles"),
        (("--name", "../x", "0.html"), 1, "--name '../x': no name for a Python file; use letters"),
        (("--country", "../", "0.html"), 1, "--country '../': two letters are wanted, such as fr"),
        (("--url-of", "nonsense", "0.html"), 1, "--url-of 'nonsense': write FILE=https://…"),
        (("--folder", "0.html", "0.html"), 1, "--folder 0.html: "),
    ],
    ids=["shell", "no file", "no address", "name", "country", "url-of", "folder"],
)
def test_a_failure_is_one_line(saved, args, code, line):
    saved.write("shell.html", SHELL)
    saved.write("a.html", re.sub("<link[^>]*>", "", html(0)))
    done = saved.run("newsite", *args)
    assert done.returncode == code
    assert done.stderr.splitlines()[-1].startswith(f"scrapy newsite: {line}")


@pytest.mark.parametrize(
    "args",
    [(), ("0.html", "https://www.daily.test/"), ("--pages", "0", "0.html"), ("--nope", "0.html")],
    ids=["nothing", "both", "no pages", "option"],
)
def test_wrong_usage_is_said(saved, args):
    assert saved.run("newsite", *args).returncode == 2


def test_a_hostile_page_gets_nothing_into_the_file(project):
    evil = '"]); import os #'
    for number in range(3):
        page = html(number, f"<div class='x' itemprop='{evil}'>{BOX}</div>")
        project.write(f"{number}.html", page.replace("/town/", "/a%22%5D/'\"/"))
    project.run("newsite", "0.html", "1.html", "2.html")
    (path,) = (project.folder / "shop/spiders").rglob("*/[a-z]*.py")
    names = {
        node.names[0].name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import)
    }
    assert names == set()


@pytest.fixture(scope="module")
def looked(project_of_the_module):
    """The project, after newsite was run for the sample site, and what it said."""
    project = project_of_the_module
    project.write("shop/settings.py", (project.folder / "shop/settings.py").read_text() + LOOPBACK)
    done = project.process("newsite", "--name", "sample", "--pages", "6", "http://demo.test/")
    return project.folder, done


def test_the_sample_site_becomes_a_spider(looked):
    folder, done = looked
    assert done.returncode == 0, done.stderr
    text = (folder / "shop/spiders/int/sample.py").read_text()
    assert 'Sitemap("http://demo.test/sitemaps/news.xml")' in text
    assert r'article_urls = r"/\d{4}/\d{2}/\d{2}/"' in text


def test_the_articles_of_the_sample_site_are_right(looked):
    truth = SampleSite.load().expected()
    pages = [page for page in recorded(looked[0] / "tests/sites", "sample") if page.url in truth]
    assert pages
    for page in pages:
        assert page.expected.headline == truth[page.url].headline


@pytest.mark.usefixtures("looked")
def test_the_new_spider_crawls(project_of_the_module):
    done = project_of_the_module.process("crawl", "sample", "-a", "limit=2")
    assert re.search(r"(?m)^  stored +2 ", done.stderr), done.stderr


@contextmanager
def served(pages):
    """The address of a server on this machine that has these pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


FRONT = "<html><body><h1>The Daily</h1><a href='/town'>Town</a></body></html>"


@pytest.mark.parametrize(
    ("pages", "line"),
    [
        ({"/robots.txt": "User-agent: *\nDisallow: /"}, "its robots.txt forbids to look"),
        ({"/robots.txt": ""}, "no article came: 404"),
        ({"/robots.txt": "", "/": FRONT}, "lists no article that could be found"),
        (
            {
                "/robots.txt": "",
                "/": f"{FRONT}<a href='/town/ferry-returns-1234567'>x</a>",
                "/town/ferry-returns-1234567": SHELL,
            },
            "no article among what came: empty",
        ),
    ],
    ids=["robots", "no page", "no article", "shell"],
)
def test_a_site_without_articles_is_one_line(project, pages, line):
    with served(pages) as address:
        done = project.process("newsite", "-s", "DOWNLOAD_DELAY=0", address)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"scrapy newsite: {address}: {line}")


def test_a_site_that_does_not_answer_is_one_line(project):
    with served({}) as address:
        pass
    done = project.process("newsite", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", address)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"scrapy newsite: {address}: no article came")
