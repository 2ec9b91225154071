import gzip
import json

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>A bridge opens - The Daily</title>
<link rel="canonical" href="https://daily.test/2026/11/23/bridge"></head><body><article>
<h1>A bridge opens</h1>{}<p><a href="/x">See also: A tunnel closes</a></p></article></body></html>
""".format(
    "".join(
        f"<p>In part {n} of the story the engineer explains at length what happened there.</p>"
        for n in range(8)
    )
)


@pytest.fixture
def page(project):
    project.write("page.html", PAGE)
    return project


def test_the_headline_comes_first_and_the_text_follows(page):
    lines = page.run("extract", "page.html").stdout.splitlines()
    assert lines[0] == "A bridge opens"
    assert "In part 0 of the story" in "\n".join(lines)


def test_text_is_the_text_alone(page):
    assert page.run("extract", "--text", "page.html").stdout.startswith("In part 0 of the story")


def test_json_is_one_article_a_line(page):
    lines = page.run("extract", "--json", "page.html", "page.html").stdout.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["A bridge opens"] * 2


def test_blocks_have_their_kind(page):
    assert page.run("extract", "--blocks", "page.html").stdout.startswith("paragraph     In part 0")


def test_why_names_the_rule_and_what_it_took_out(page):
    shown = page.run("extract", "--text", "--why", "page.html").stdout
    assert "“See also: A tunnel closes”" in shown


def test_a_file_without_an_address_has_the_one_it_names_itself(page):
    article = json.loads(page.run("extract", "--json", "page.html").stdout)
    assert article["url"] == "https://daily.test/2026/11/23/bridge"


def test_an_address_given_is_the_address(page):
    done = page.run("extract", "--json", "--url", "https://daily.test/amp", "page.html")
    assert json.loads(done.stdout)["url"] == "https://daily.test/amp"


def test_a_packed_file_is_unpacked(page):
    (page.folder / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    assert page.run("extract", "page.html.gz").stdout.startswith("A bridge opens\n")


def test_standard_input_is_read(page):
    assert page.run("extract", "-", stdin=PAGE).stdout.startswith("A bridge opens\n")


def test_one_that_fails_leaves_the_others_and_has_a_line(page):
    page.write("empty.html", "")
    done = page.run("extract", "nope.html", "empty.html", "page.html")
    assert done.stdout.startswith("A bridge opens\n")
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["nope.html", "empty.html"]


def test_a_broken_gzip_file_is_a_line(page):
    (page.folder / "cut.gz").write_bytes(gzip.compress(PAGE.encode())[:40])
    done = page.run("extract", "cut.gz")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_an_unknown_site_is_a_line(page):
    done = page.run("extract", "--site", "nope", "page.html")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no such spider" in done.stderr


@pytest.mark.parametrize("args", [(), ("--url", "https://a.test/", "page.html", "page.html")])
def test_wrong_usage_is_exit_code_2(page, args):
    assert page.run("extract", *args).returncode == 2


def test_an_address_of_the_sample_site_is_fetched_as_its_spider_would(project):
    done = project.run("extract", "--json", "http://demo.test/robots-forbidden-or-missing")
    assert done.returncode == 1
    assert done.stderr == "scrapy extract: http://demo.test/robots-forbidden-or-missing: HTTP 404\n"
