import contextlib
import gc
import subprocess
import sys

import pytest

from scrapers import extract
from scrapers.errors import ConfigError, ExtractionError
from scrapers.extractor import Extractor, rules_of

URL = "https://news.example/2026/11/23/harbour-bridge-opens/"
SENTENCE = "The bridge over the old harbour opened on Monday after four years of work."
PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour bridge opens - The Example</title>
<meta property="og:title" content="Harbour bridge opens">
<meta property="article:published_time" content="2026-11-23T08:30:00+01:00"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><main><article>
<h1>Harbour bridge opens</h1>
<p>{SENTENCE} Thousands of people walked across it in the first hour.</p>
<p>Engineers tested the deck through the summer, and found it sound in every wind they met.</p>
<p>See also <a href="/2026/11/20/ferry/">Ferry to stop at year's end</a></p>
<p>Trams will follow in spring, when the last rails are laid on the north side.</p>
</article></main><footer><p>Copyright The Example</p></footer></body></html>"""


def test_a_page_becomes_an_article_with_its_headline():
    assert extract(PAGE, URL, site=None).headline == "Harbour bridge opens"


def test_the_cleaners_run_and_say_what_they_took_out():
    removed = [removal.text for removal in extract(PAGE, URL, site=None).removed]
    assert any("Ferry to stop" in text for text in removed)


def test_what_was_taken_out_is_not_in_the_text():
    assert extract(PAGE, URL, site=None).paragraphs == [
        f"{SENTENCE} Thousands of people walked across it in the first hour.",
        "Engineers tested the deck through the summer, and found it sound in every wind they met.",
        "Trams will follow in spring, when the last rails are laid on the north side.",
    ]


def test_the_body_says_where_it_came_from():
    assert extract(PAGE, URL, site=None).provenance["body"].source == "markup"


def test_the_article_is_sealed():
    assert extract(PAGE, URL, site=None).content_hash is not None


def test_bytes_and_text_give_the_same_article():
    assert extract(PAGE.encode(), URL, site=None) == extract(PAGE, URL, site=None)


def test_the_same_input_gives_the_same_bytes():
    first, second = (extract(PAGE, URL, site=None).model_dump_json() for _ in range(2))
    assert first == second


def test_a_page_of_no_known_site_is_generic():
    assert extract(PAGE, URL).site is None


def test_a_site_that_does_not_exist_is_named():
    with pytest.raises(ConfigError, match="site='nowhere': no such spider"):
        extract(PAGE, URL, site="nowhere")


def test_a_subdomain_gets_the_rules_of_its_site():
    assert rules_of("auto", "http://www.demo.test/a").site == "demo"


def test_an_empty_page_is_the_documented_error():
    with pytest.raises(ExtractionError):
        extract(b"", URL, site=None)


@pytest.mark.parametrize("page", [PAGE, ""])
@pytest.mark.parametrize("on", [True, False])
def test_the_search_for_cycles_is_left_as_it_was(page, on):
    try:
        if not on:
            gc.disable()
        with contextlib.suppress(ExtractionError):
            extract(page, URL, site=None)
        assert gc.isenabled() is on
    finally:
        gc.enable()


def test_a_page_makes_no_cyclic_garbage():
    """In a process of its own: here, others' threads make some."""
    once = f"extract({PAGE!r}, {URL!r}, site=None)"  # the first loads what may make some
    program = f"import gc; from scrapers import extract; {once}; gc.collect(); {once}"
    assert _said_by(f"{program}; print(gc.collect())")[0] == "0"


def test_a_cleaner_can_be_switched_off():
    text = Extractor({"BOILERPLATE_ENABLED": False}).extract(PAGE, URL, site=None).text
    assert "Ferry to stop" in text


def test_a_misspelt_cleaner_setting_is_refused():
    with pytest.raises(ConfigError, match="BOILERPLATE_ENABLD"):
        Extractor({"BOILERPLATE_ENABLD": False})


@pytest.fixture(scope="module")
def loaded():
    """The modules that one generic extraction loads."""
    return _said_by(f"from scrapers import extract; extract({PAGE!r}, {URL!r}, site=None)")


@pytest.mark.parametrize(
    "module",
    ["scrapy", "twisted", "pandas", "pyarrow", "sqlalchemy", "feedparser", "py3langid", "rich"],
)
def test_a_generic_extraction_loads_only_what_it_needs(loaded, module):
    assert module not in loaded


def test_importing_the_package_loads_only_what_loads_the_rest_later():
    assert [name for name in _said_by("import scrapers") if name.startswith("scrapers.")] == [
        "scrapers.lazy"
    ]


def _said_by(code):
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.fixture
def packs(tmp_path):
    rules = "body: //article\nprune: no\nstrip: //article/p[2]\ntitle: //nav\n"
    (tmp_path / "news.example.txt").write_text(rules)
    return Extractor({"RULES_PACKS": str(tmp_path)})


def test_a_pack_speaks_of_the_pages_of_its_site(packs):
    article = packs.extract(PAGE, URL)
    assert article.provenance["body"].note.startswith("news.example.txt line 1: body")
    assert "pack.refused.headline" in [removal.rule for removal in article.removed]


@pytest.mark.parametrize(
    ("url", "site"), [(URL, None), ("https://other.example/2026/11/23/a/", "auto")]
)
def test_a_pack_is_silent_elsewhere(packs, url, site):
    article = packs.extract(PAGE, url, site=site)
    assert article.provenance["body"].note is None
    assert article.content_hash == extract(PAGE, url, site=None).content_hash


def test_a_pack_that_is_not_there_is_one_clear_line():
    with pytest.raises(ConfigError, match=r"RULES_PACKS=.*no folder /no/such"):
        Extractor({"RULES_PACKS": "/no/such"})
