"""When an alarm holds, that it is told once with its facts, and its all-clear."""

import json
import sys
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from scrapers.config import ConfigError
from scrapers.items import Article, Block
from scrapers.schedule import telling
from scrapers.schedule.alarms import Evidence, Kind, alarms_for
from scrapers.schedule.run import Ending, Run, Wanted
from scrapers.schedule.settings import AlarmSettings
from scrapers.schedule.telling import Teller
from scrapers.schedule.watch import Notice, active, look
from scrapers.storage.sql import SqlStore

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTINGS = AlarmSettings()
BAD, LOST, GOOD = (
    Ending("start_error", 1),
    Ending("finished", 3, ("no article came",)),
    Ending("f", 0),
)


def run(code, reason="finished"):
    return Run(
        id=1, site="a", due=NOW, kind="crawl", alone=True, attempt=1, missed=0, host="h", pid=1,
        started=NOW, ended=NOW, exit_code=code, reason=reason, verdict=("no article came",),
    )  # fmt: skip


def kinds(*runs, times=(), since=None, now=NOW):
    return [alarm.kind for alarm in alarms_for("a", Evidence(runs, times, since), now, SETTINGS)]


def test_three_failures_in_a_row_are_an_alarm():
    assert kinds(run(1), run(1), run(0)) == []
    assert kinds(run(1), run(None, "died"), run(-9, "hung"), run(0)) == [Kind.FAILURES]


def test_a_run_that_was_stopped_by_hand_neither_fails_nor_heals():
    assert kinds(run(130), run(1), run(2), run(1), run(1)) == [Kind.FAILURES]


def test_two_bad_verdicts_in_a_row_are_an_alarm():
    assert kinds(run(3), run(0), run(3)) == []
    assert kinds(run(3), run(3)) == [Kind.VERDICT]


HOURLY = [NOW - HOUR * number for number in range(200)]


@pytest.mark.parametrize(
    ("hours", "found"), [(23, []), (25, [Kind.SILENT])], ids=["usual", "too long"]
)
def test_a_site_that_publishes_hourly_is_silent_after_a_day(hours, found):
    assert kinds(times=HOURLY, since=NOW - 100 * HOUR, now=NOW + hours * HOUR) == found


def test_a_weekly_is_not_silent_after_a_week():
    weekly = [NOW - 168 * HOUR * number for number in range(4)] + [NOW - 600 * HOUR]
    assert kinds(times=weekly, since=NOW - 900 * HOUR, now=NOW + 168 * HOUR) == []


def test_an_archive_that_was_never_seen_to_publish_is_no_silent_site():
    assert kinds(times=HOURLY, since=NOW + HOUR, now=NOW + 300 * HOUR) == []


def test_a_site_without_dates_or_articles_is_no_silent_site():
    assert kinds(times=[], since=NOW) == []


def ran(ledger, clock, *endings):
    for ending in endings:
        ledger.end(ledger.claim(Wanted("a")), ending)
        clock.move(hours=1)


def heard(ledger, answer=True, settings=SETTINGS):  # noqa: FBT002
    told = []
    look(ledger, "a", settings, lambda notice: told.append(notice) or answer)
    return [(notice.kind, notice.state) for notice in told]


def test_an_alarm_is_told_once_and_then_its_all_clear(ledger, opened, clock):
    ran(ledger, clock, BAD, BAD, BAD)
    assert heard(ledger) == [("failures", "alarm")]
    ran(ledger, clock, BAD)
    assert heard(opened("elsewhere")) == []
    assert [notice.kind for notice in active(ledger)] == ["failures"]
    ran(ledger, clock, GOOD)
    assert heard(ledger) == [("failures", "all-clear")]
    assert (heard(ledger), active(ledger)) == ([], [])


def test_what_could_not_be_told_is_told_at_the_next_look(ledger, clock):
    ran(ledger, clock, LOST, LOST)
    assert heard(ledger, answer=False) == [("verdict", "alarm")]
    assert heard(ledger) == [("verdict", "alarm")]
    assert heard(ledger) == []


def test_an_alarm_that_nobody_heard_needs_no_all_clear(ledger, clock):
    ran(ledger, clock, LOST, LOST)
    heard(ledger, answer=False)
    ran(ledger, clock, GOOD)
    assert heard(ledger) == []


def test_the_facts_are_in_it(ledger, clock):
    ran(ledger, clock, LOST, LOST)
    told = []
    look(ledger, "a", SETTINGS, lambda notice: told.append(notice) or True)
    held = json.loads(json.dumps(told[0].as_json()))
    assert held["what"] == "2 runs in a row were not healthy: no article came"
    assert (held["facts"]["exit_code"], held["facts"]["since"]) == (3, "2026-11-25T06:00:00+00:00")


@pytest.fixture
def fell_silent(store_url, tmp_path, ledger, clock):
    """A site that published eight articles, an hour apart, up to half a day from now."""
    ran(ledger, clock, GOOD)
    with SqlStore(store_url, tmp_path, clock=clock) as store:
        for number in range(8):
            block = Block(kind="paragraph", text=f"Words {number}.")
            date = clock.now + number * HOUR
            url = f"https://a.test/{number}"
            store.save(Article(url=url, site="a", body=[block], date_published=date))
    clock.move(days=1)


@pytest.mark.usefixtures("fell_silent")
def test_a_site_that_falls_silent_is_seen_in_the_store(ledger, clock):
    assert heard(ledger) == []
    clock.move(days=1)
    assert heard(ledger) == [("silent", "alarm")]


@pytest.mark.usefixtures("fell_silent")
def test_a_site_that_stays_silent_for_months_gets_no_all_clear(ledger, clock):
    clock.move(days=1)
    heard(ledger)
    clock.move(days=60)
    assert heard(ledger) == []


NOTICE = Notice("a", "verdict", "alarm", "was not healthy\n: \x1b[2J", NOW, {"runs": 2})


def teller(mail=None, **settings):
    return Teller(AlarmSettings(**settings), mail or {})


def test_a_program_gets_the_facts_and_no_shell(tmp_path):
    out = tmp_path / "out; touch x"
    code = (
        "import os, sys; open(sys.argv[1], 'w').write("
        "os.environ['ALARM_SITE'] + os.environ['ALARM_STATE'] + sys.stdin.read())"
    )
    assert teller(command=[sys.executable, "-c", code, str(out)])(NOTICE)
    assert out.read_text().startswith('aalarm{"site": "a", "kind": "verdict"')


def test_a_program_that_fails_has_not_told():
    assert not teller(command=[sys.executable, "-c", "raise SystemExit(1)"])(NOTICE)
    assert not teller(command=["there-is-no-such-program"])(NOTICE)


def test_one_way_that_works_is_enough():
    assert teller(command=[sys.executable, "-c", ""], webhook="http://127.0.0.1:9/")(NOTICE)


@pytest.fixture
def hook():
    """A web address on loopback, and what it was sent."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(302 if self.path == "/moved" else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", got
    server.shutdown()
    server.server_close()


def test_a_web_address_gets_the_facts_as_json(hook, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    url, got = hook
    assert teller(webhook=url)(NOTICE)
    assert json.loads(got[0])["facts"] == {"runs": 2}


def test_a_web_address_that_sends_us_elsewhere_has_not_been_told(hook, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    url, got = hook
    assert not teller(webhook=f"{url}/moved")(NOTICE)
    assert len(got) == 1


def test_mail_goes_by_scrapys_settings(monkeypatch):
    sent = []

    class Server:
        def __init__(self, host, port, **_):
            sent.append((host, port))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def starttls(self):
            sent.append("tls")

        def login(self, *who):
            sent.append(who)

        def send_message(self, message):
            sent.append(message)

    monkeypatch.setattr(telling.smtplib, "SMTP", Server)
    mail = {"MAIL_HOST": "mail.test", "MAIL_PORT": 587, "MAIL_TLS": "True", "MAIL_USER": "me"}
    assert teller({**mail, "MAIL_PASS": "it"}, mail_to=["you@mail.test"])(NOTICE)
    assert sent[:3] == [("mail.test", 587), "tls", ("me", "it")]
    assert "\x1b" not in sent[3]["Subject"]
    assert '"runs": 2' in sent[3].get_content()


@pytest.mark.parametrize(
    "settings",
    [
        {"ALARM_WEBHOOK": "http://example.com/"},
        {"ALARM_WEBHOOK": "file:///etc/passwd"},
        {"ALARM_MAIL_TO": "you@a.test\nBcc: all@b.test"},
        {"ALARM_FAILURES": -1},
    ],
)
def test_a_bad_setting_is_refused(settings):
    with pytest.raises(ConfigError, match=next(iter(settings))):
        AlarmSettings.read(settings)
