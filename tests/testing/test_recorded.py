import gzip
import json
from datetime import date

import pytest

from scrapers import css
from scrapers.errors import ConfigError
from scrapers.extraction import RuleSet
from scrapers.extractor import Extractor
from scrapers.testing.recorded import accept, compare, load, recorded, same_page, save

URL = "https://daily.test/2026/11/23/bridge"
DAY = date(2026, 11, 25)
PAGE = """<!doctype html><html lang="en"><head><title>A bridge opens - The Daily</title>
<link rel="canonical" href="https://daily.test/2026/11/23/bridge">
<meta property="article:published_time" content="2026-11-23T08:30:00+01:00"></head><body><article>
<h1>A bridge opens</h1><p class="promo">Our app has all the news of the harbour, every day.</p>
{}<h2>What comes next</h2><p>{}</p></article></body></html>
""".format(
    "".join(
        f"<p>In part {n} of the story the engineer explains at length what happened there.</p>"
        for n in range(4)
    ),
    "Trams will follow in spring, once the last rails are laid on the northern shore.",
)
RULES = RuleSet(site="daily", remove=(css("p.promo"),))


def found(html=PAGE, url=URL, **options):
    return Extractor().page(html, url, site=RULES, **options)


@pytest.fixture
def path(tmp_path):
    return save(tmp_path, "daily", PAGE.encode(), found(), day=DAY, content_type="text/html")


def test_the_page_is_kept_as_it_was_fetched(path):
    assert load(path).html == PAGE.encode()


def test_the_files_are_named_by_day_and_hash_alone(path):
    names = sorted(one.name for one in path.parent.iterdir())
    assert names == ["2026-11-25-0395e0a8.html.gz", "2026-11-25-0395e0a8.json"]


def test_the_same_page_gives_the_same_files(path, tmp_path):
    first = [one.read_bytes() for one in sorted(path.parent.iterdir())]
    again = save(tmp_path / "b", "daily", PAGE.encode(), found(), day=DAY, content_type="text/html")
    assert [one.read_bytes() for one in sorted(again.parent.iterdir())] == first


@pytest.mark.parametrize(
    "site", ["", "..", "../daily", "a/b", ".git", "a b", "-rf", "a\n", "x" * 200]
)
def test_a_site_that_can_be_no_folder_is_refused(site, tmp_path):
    with pytest.raises(ConfigError, match="no name of a spider"):
        save(tmp_path, site, b"", found(), day=DAY)


def test_an_address_that_climbs_gets_into_no_name(tmp_path):
    url = "https://daily.test/../../etc/passwd?a=../../b"
    path = save(tmp_path, "daily", PAGE.encode(), found(url=url), day=DAY)
    assert path.parent == tmp_path / "daily"


def test_the_expected_article_reads_a_paragraph_a_line(path):
    lines = path.read_text("utf-8").splitlines()
    assert '      "heading 2: What comes next",' in lines


def test_what_the_site_took_out_is_expected_too(path):
    text = "Our app has all the news of the harbour, every day."
    assert json.loads(path.read_text())["expected"]["removed"] == [text]


def test_a_page_that_gives_the_same_has_no_difference(path):
    assert compare(load(path), found()) == []


def test_a_difference_names_its_field(path):
    other = found(PAGE.replace("<h1>A bridge opens", "<h1>A bridge closes").replace(
        "<title>A bridge opens", "<title>A bridge closes"))  # fmt: skip
    assert [(one.field, one.now) for one in compare(load(path), other)] == [
        ("headline", "A bridge closes")
    ]


def test_a_page_that_is_no_article_any_more_differs_in_its_diagnosis(path):
    shell = found("<html><head><title>A</title></head><body><div id=root></div></body></html>")
    assert "diagnosis" in [one.field for one in compare(load(path), shell)]


def test_a_field_that_is_taken_out_of_the_file_is_not_tested(path):
    held = json.loads(path.read_text())
    held["expected"] = {"headline": "A bridge opens"}
    path.write_text(json.dumps(held))
    assert compare(load(path), found(PAGE.replace("tram", "train"))) == []


def test_accepting_expects_what_is_found_now(path):
    other = found(PAGE.replace("Trams", "Trains"))
    accept(load(path), other)
    assert compare(load(path), other) == []


def test_accepting_does_not_bring_back_a_field_that_was_taken_out(path):
    held = json.loads(path.read_text())
    held["expected"] = {"headline": "Another"}
    path.write_text(json.dumps(held))
    accept(load(path), found())
    assert json.loads(path.read_text())["expected"] == {"headline": "A bridge opens"}


def test_pages_come_by_site_and_day(path, tmp_path):
    old = save(tmp_path, "daily", PAGE.encode(), found(), day=date(2019, 1, 2))
    other = save(tmp_path, "abend", PAGE.encode(), found(), day=DAY)
    assert [page.path for page in recorded(tmp_path)] == [other, old, path]


def test_pages_of_one_site_come_alone(tmp_path):
    for site in ("abend", "daily"):
        save(tmp_path, site, PAGE.encode(), found(), day=DAY)
    assert [page.site for page in recorded(tmp_path, "daily")] == ["daily"]


def test_other_files_are_passed_over(path):
    (path.parent / "package.json").write_text("{")
    (path.parent.parent / "notes.json").write_text("{")
    assert [page.path for page in recorded(path.parent.parent)] == [path]


def test_a_folder_that_is_not_there_has_no_pages(tmp_path):
    assert list(recorded(tmp_path / "nowhere")) == []


def test_the_same_article_is_found_by_any_of_its_addresses(path, tmp_path):
    assert (
        same_page(tmp_path, "daily", "http://www.daily.test/2026/11/23/bridge/?utm_source=x")
        == path
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "record the page again"),
        ("[]", "record the page again"),
        ("null", "record the page again"),
        ('{"url": 3}', "url: "),
        ('{"url": "https://a.test/", "fetched": "2026-11-24", "expected": {}}', "another day"),
        ('{"url": "https://a.test/", "fetched": "2026-11-25", "expected": {"titel": 1}}', "titel"),
    ],
)
def test_a_broken_file_says_what_is_wrong(path, content, said):
    path.write_text(content)
    with pytest.raises(ConfigError, match=said):
        load(path)


CUT = gzip.compress(b"x" * 9999)[:20]


@pytest.mark.parametrize("data", [b"no gzip", CUT], ids=["no gzip", "cut short"])
def test_a_broken_page_says_what_is_wrong(path, data):
    path.with_suffix(".html.gz").write_bytes(data)
    page = load(path)
    with pytest.raises(ConfigError, match=r"html\.gz"):
        page.html  # noqa: B018  # it is read when asked for


def test_rules_with_a_validity_hold_by_the_day_of_the_page():
    rules = RuleSet(site="daily", remove=(css("p.promo", until="2020-12-31"),))
    removed = [
        [one.rule for one in Extractor().page(PAGE, URL, site=rules, day=day).article.removed]
        for day in (date(2020, 1, 1), DAY)
    ]
    assert ["site.remove" in rules for rules in removed] == [True, False]
