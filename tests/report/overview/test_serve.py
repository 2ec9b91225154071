"""The report over HTTP: to this machine alone, and in figures for Prometheus."""

import http.client
import json
import threading

import pytest

from scrapers.errors import ConfigError, StoreError
from scrapers.report.overview.serve import ReportServer
from scrapers.storage.run_days import RunDay, SiteRuns


@pytest.fixture
def served(figures, day):
    """Starts a server; asks it for paths."""
    servers = []

    def ask(path="/", make=None, host=None, method="GET"):
        if not servers:
            servers.append(ReportServer(make or (lambda: figures(day(0, 3)))))
            threading.Thread(target=servers[0].serve_forever, args=(0.02,), daemon=True).start()
        port = servers[0].server_address[1]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer, body

    yield ask
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_page_is_served_and_loads_itself_anew(served):
    answer, body = served()
    assert answer.status == 200
    assert 'data-reload="60"' in body


def test_the_figures_are_served_as_json(served):
    assert json.loads(served("/report.json")[1])["together"]["new"] == 3


def test_only_loopback_is_listened_on(figures):
    with ReportServer(figures) as server:
        assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8017", "127.0.0.1.evil.test:80", "x"])
def test_a_name_of_others_that_leads_here_gets_nothing(served, host):
    answer, body = served(host=host)
    assert answer.status == 421
    assert "articles" not in body


def test_localhost_is_this_machine_too(served):
    assert served(host="localhost:8017")[0].status == 200


def test_another_path_is_not_found(served):
    assert served("/../etc/passwd")[0].status == 404


def test_a_head_has_no_body(served):
    answer, body = served(method="HEAD")
    assert (int(answer.headers["Content-Length"]) > 1000, body) == (True, "")


def test_a_page_cannot_be_framed(served):
    assert served()[0].headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_a_store_that_cannot_be_read_is_said(served):
    def broken():
        raise StoreError("articles.db: is damaged")

    answer, body = served(make=broken)
    assert (answer.status, body) == (503, "articles.db: is damaged\n")


def test_figures_are_made_once_for_requests_that_come_together(served, figures, day):
    made = []

    def make():
        made.append(1)
        return figures(day(0, 3))

    served("/", make)
    served("/report.json", make)
    assert len(made) == 1


def test_a_port_that_is_taken_is_said(figures):
    with ReportServer(figures) as server:
        port = server.server_address[1]
        with pytest.raises(ConfigError, match=f"--port {port}: .*; give another"):
            ReportServer(figures, port)


def test_prometheus_reads_the_figures(served, figures, day):
    pytest.importorskip("prometheus_client", reason="the extra is not installed")
    from prometheus_client.parser import text_string_to_metric_families

    runs = SiteRuns(days={day(0, 0).day: RunDay()})
    runs.days[day(0, 0).day].results["healthy"] = 4
    one = day(0, 3, 'a"b\\c\n', changed=1, unchanged=3)
    answer, body = served("/metrics", lambda: figures(one, runs={one.site: runs}))
    found = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }
    site = ("site", one.site)
    assert answer.status == 200
    assert found["scrapers_articles_stored_total", site] == 3
    assert found["scrapers_visits", ("outcome", "paid"), site] == 1
    assert found["scrapers_runs", ("result", "healthy"), site] == 4
    assert found["scrapers_field_coverage_ratio", ("field", "headline"), site] == 1


def test_what_is_not_known_has_no_line(served):
    pytest.importorskip("prometheus_client", reason="the extra is not installed")
    assert "scrapers_runs{" not in served("/metrics")[1]


def test_prometheus_without_its_library_is_one_line(served, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "prometheus_client", None)
    answer, body = served("/metrics")
    assert answer.status == 503
    assert "pip install scrapers[prometheus]" in body
