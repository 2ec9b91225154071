import gzip
import json

import pytest

SHELL = "<html><head><title>Daily</title></head><body><div id=root></div></body></html>"


def kept(project, site="daily"):
    return sorted((project.folder / "tests/sites" / site).glob("*.json"))


@pytest.fixture
def recorded(daily):
    assert daily.run("record", "daily", "page.html", "--day", "2026-11-24").returncode == 0
    return daily


def test_the_page_and_its_article_are_kept(recorded):
    (path,) = kept(recorded)
    assert (
        gzip.decompress(path.with_suffix(".html.gz").read_bytes())
        == (recorded.folder / "page.html").read_bytes()
    )


def test_the_rules_of_the_projects_own_spider_apply(recorded):
    (path,) = kept(recorded)
    removed = json.loads(path.read_text())["expected"]["removed"]
    assert removed == ["Our app has all the news of the harbour, every day."]


def test_the_day_is_the_one_given(recorded):
    assert kept(recorded)[0].name.startswith("2026-11-24-")


def test_the_file_is_named_on_standard_output_and_the_article_is_shown_beside(daily):
    done = daily.run("record", "daily", "page.html")
    assert done.stdout.strip() == str(kept(daily)[0].relative_to(daily.folder))
    assert "A bridge opens" in done.stderr
    assert "8 paragraphs; 2 taken out" in done.stderr


def refused(done):
    """The one line that says why."""
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    return done.stderr


def test_a_page_that_is_no_article_is_refused(daily):
    daily.write("shell.html", SHELL)
    args = ("record", "daily", "shell.html", "--url", "https://daily.test/a")
    assert "no article: " in refused(daily.run(*args))


def test_a_page_that_is_no_article_is_kept_as_that_by_force(daily):
    daily.write("shell.html", SHELL)
    args = ("record", "daily", "shell.html", "--url", "https://daily.test/a", "--force")
    assert daily.run(*args).returncode == 0
    assert json.loads(kept(daily)[0].read_text())["expected"]["diagnosis"]


def test_the_same_article_is_not_kept_twice(recorded):
    assert "kept already" in refused(recorded.run("record", "daily", "page.html"))


def test_a_new_layout_of_the_same_article_stands_beside_the_old_one(recorded):
    assert recorded.run("record", "daily", "page.html", "--force").returncode == 0
    assert len(kept(recorded)) == 2


def test_a_page_of_another_site_is_refused(daily):
    done = daily.run("record", "daily", "page.html", "--url", "https://other.test/a")
    assert "not on daily.test" in refused(done)


def test_a_file_that_does_not_say_where_it_is_from_wants_its_address(daily):
    daily.write("bare.html", (daily.folder / "page.html").read_text().replace("canonical", "x"))
    assert "--url" in refused(daily.run("record", "daily", "bare.html"))


def test_an_unknown_site_is_a_line_with_a_near_one(daily):
    assert "did you mean daily" in refused(daily.run("record", "dayly", "page.html"))


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2999-01-01"])
def test_a_day_that_is_none_is_a_line(daily, day):
    assert "--day" in refused(daily.run("record", "daily", "page.html", "--day", day))


def test_a_missing_file_is_a_line(daily):
    assert "nope.html" in refused(daily.run("record", "daily", "nope.html"))


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("daily",),
        ("daily", ""),
        ("daily", "page.html", "more.html"),
        ("daily", "page.html", "--accept"),
        ("--rerun", "daily", "--force"),
    ],
)
def test_wrong_usage_is_exit_code_2(daily, args):
    assert daily.run("record", *args).returncode == 2


def test_running_again_finds_what_was_recorded(recorded):
    done = recorded.run("record", "--rerun")
    assert (done.returncode, done.stderr) == (0, "1 page: 1 as expected\n")


@pytest.fixture
def changed(recorded):
    spider = recorded.folder / "shop/spiders/daily.py"
    spider.write_text(spider.read_text().replace("p.promo", "h1"))
    return recorded


def test_running_again_shows_what_differs(changed):
    done = changed.run("record", "--rerun", "daily")
    assert "  removed\n    - Our app has all the news of the harbour, every day.\n" in done.stdout


def test_a_difference_is_exit_code_1(changed):
    assert changed.run("record", "--rerun", "daily").returncode == 1


def test_a_difference_can_be_accepted(changed):
    assert changed.run("record", "--rerun", "--accept").returncode == 0
    assert changed.run("record", "--rerun").returncode == 0


def test_one_file_alone_can_be_run_again(changed):
    name = str(kept(changed)[0].relative_to(changed.folder))
    assert changed.run("record", "--rerun", "--accept", name).stderr.startswith("1 page: ")


def test_a_page_that_cannot_be_read_leaves_the_others(recorded):
    recorded.write(
        "other.html", (recorded.folder / "page.html").read_text().replace("23/bridge", "23/tunnel")
    )
    assert recorded.run("record", "daily", "other.html").returncode == 0
    kept(recorded)[0].with_suffix(".html.gz").write_bytes(b"broken")
    done = recorded.run("record", "--rerun")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("1 as expected, 1 not run")


def test_a_file_that_cannot_be_read_is_one_line_that_names_it(recorded):
    kept(recorded)[0].write_text("{")
    done = recorded.run("record", "--rerun")
    first = done.stderr.splitlines()[0]
    assert (done.returncode, first.count(kept(recorded)[0].name)) == (1, 1)


def test_nothing_recorded_is_a_line(daily):
    assert "no page is recorded" in refused(daily.run("record", "--rerun"))


def test_no_name_leads_out_of_the_folder(recorded):
    assert "no name of a spider" in refused(recorded.run("record", "--rerun", "../sites"))


def test_an_address_is_fetched_as_its_spider_would(project):
    url = "http://demo.test/en/2026/11/20/ferry-returns-to-tarrow"
    assert project.process("record", "demo", url).returncode == 0
    assert json.loads(kept(project, "demo")[0].read_text())["url"] == url


def test_an_address_that_gives_no_page_is_a_line(project):
    done = project.process("record", "demo", "http://demo.test/nothing-here")
    assert "HTTP 404" in refused(done)
