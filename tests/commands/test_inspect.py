import gzip
import json
import re


def data_of(report):
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', report)
    return json.loads(text[1])


def test_the_report_is_written_where_it_is_wanted(daily):
    done = daily.run("inspect", "page.html", "--output", "report.html", "--no-open")
    assert (done.returncode, done.stdout, done.stderr) == (0, "report.html\n", "")
    assert (daily.folder / "report.html").read_text().startswith("<!DOCTYPE html>")


def test_the_report_is_opened(daily, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    daily.run("inspect", "page.html", "--output", "report.html")
    assert opened == [(daily.folder / "report.html").as_uri()]


def test_a_dash_writes_it_to_standard_output(daily):
    done = daily.process("inspect", "page.html", "--output", "-")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout.endswith("</html>\n")


def test_the_rules_of_the_spider_that_holds_the_address_apply(daily):
    daily.run("inspect", "page.html", "--output", "report.html", "--no-open")
    report = (daily.folder / "report.html").read_text()
    assert data_of(report)["site"] == "daily"
    assert 'data-rule="site.remove"' in report


def test_site_none_is_the_generic_way(daily):
    daily.run("inspect", "page.html", "--output", "report.html", "--no-open", "--site", "none")
    assert data_of((daily.folder / "report.html").read_text())["site"] is None


def test_the_sites_recorded_pages_are_taken_along(daily):
    other = (daily.folder / "page.html").read_text().replace("/bridge", "/tunnel")
    daily.write("other.html", other)
    assert daily.run("record", "daily", "other.html", "--day", "2026-11-24").returncode == 0
    daily.run("inspect", "page.html", "--output", "report.html", "--no-open")
    (page,) = data_of((daily.folder / "report.html").read_text())["pages"]
    assert (page["url"], page["day"]) == ("https://daily.test/2026/11/23/tunnel", "2026-11-24")


def test_a_recorded_page_that_is_this_one_is_not_taken_twice(daily):
    daily.run("record", "daily", "page.html", "--day", "2026-11-24")
    daily.run("inspect", "page.html", "--output", "report.html", "--no-open")
    assert data_of((daily.folder / "report.html").read_text())["pages"] == []


def test_a_page_that_is_no_article_is_shown_and_named(daily):
    daily.write(
        "shell.html", "<html><body><div id=root></div><script src=a></script></body></html>"
    )
    done = daily.run("inspect", "shell.html", "--output", "report.html", "--no-open")
    assert done.returncode == 0
    assert "no article: " in done.stderr


def refused(done):
    """The one line that says why."""
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    return done.stderr


def test_a_file_that_is_not_there_is_one_line(daily):
    assert "nothing.html: No such file" in refused(daily.run("inspect", "nothing.html"))


def test_a_file_that_is_no_page_is_one_line(daily):
    (daily.folder / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    assert "a PDF" in refused(daily.run("inspect", "a.pdf", "--no-open"))


def test_a_folder_that_is_not_there_is_one_line(daily):
    done = daily.run("inspect", "page.html", "--output", "no/such/report.html", "--no-open")
    assert "--output no/such/report.html: No such file or directory; give another" in refused(done)


def test_a_site_that_is_not_there_is_one_line(daily):
    assert "no such spider" in refused(daily.run("inspect", "page.html", "--site", "dayly"))


def test_a_day_that_is_none_is_one_line(daily):
    assert "no day; write it as" in refused(daily.run("inspect", "page.html", "--day", "monday"))


def test_two_pages_are_wrong_usage(daily):
    assert daily.run("inspect", "page.html", "page.html").returncode == 2


def test_a_packed_file_is_unpacked(daily):
    (daily.folder / "page.html.gz").write_bytes(
        gzip.compress((daily.folder / "page.html").read_bytes())
    )
    done = daily.run("inspect", "page.html.gz", "--output", "report.html", "--no-open")
    assert done.returncode == 0
