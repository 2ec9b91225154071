"""Exports are well-formed for those who read them, and nothing in them is taken for more."""

import ast
import configparser
import re
import shlex
import shutil
import subprocess
from datetime import timedelta
from pathlib import PurePosixPath

import pytest
import yaml

from scrapers.errors import ConfigError
from scrapers.schedule.due import Adaptive, Cron, Every, Timing
from scrapers.schedule.export import export, knock
from scrapers.schedule.plan import Job

KINDS = ("systemd", "cron", "kubernetes", "airflow")
PYTHON = "/opt/a b/python"
FOLDER = PurePosixPath("/srv/it's 100% $HOME")
EVIL = "a'b\"c $(touch x) `y` %n {{ z }} ;#: \\"
MINUTE = timedelta(minutes=1)
JOBS = [
    Job("daily_news", Timing(Cron("*/15 6-22 * * mon-fri", "Europe/Berlin")), minutes=20),
    Job("weekly", Timing(Cron("30 2 1 * 1"))),
    Job(EVIL, Timing(Every(45 * MINUTE))),
]
COMMAND = ["-m", "scrapy", "schedule", "run", EVIL, "--due"]


def crontab(text):
    """Command of each line, as cron hands it to the shell."""
    lines = [line for line in text.splitlines() if re.match(r"[*\d]", line)]
    return [line.split(" ", 5)[5].replace("\\%", "%") for line in lines]


def test_a_crontab_calls_each_site_with_its_words_whole():
    commands = [shlex.split(line) for line in crontab(export("cron", JOBS, PYTHON, FOLDER))]
    assert ["cd", str(FOLDER), "&&", PYTHON, *COMMAND] in commands


def test_a_crontab_says_which_zone_is_meant():
    text = export("cron", JOBS, PYTHON, FOLDER)
    assert "CRON_TZ=Europe/Berlin\n*/15 6-22 * * MON-FRI cd" in text
    assert not re.search(r"(?<!\\)%", text)


def units(text):
    for part in text.split("\n# --- ")[1:]:
        name, _, body = part.partition("\n")
        parser = configparser.RawConfigParser(strict=False)
        parser.optionxform = str
        parser.read_string(body)
        yield name, body, parser


def test_units_hold_each_site_with_its_words_whole():
    found = {name: parser for name, _, parser in units(export("systemd", JOBS, PYTHON, FOLDER))}
    assert len(found) == 2 * len(JOBS)
    service = next(parser for name, parser in found.items() if name.startswith("scrapers-a-b"))
    line = service["Service"]["ExecStart"].replace("%%", "%").replace("$$", "$")
    assert shlex.split(line) == [PYTHON, *COMMAND]
    assert service["Service"]["WorkingDirectory"] == str(FOLDER).replace("%", "%%")


def test_units_are_what_systemd_reads(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    for name, body, _ in units(export("systemd", JOBS, shutil.which("true"), tmp_path)):
        (tmp_path / name).write_text(body)
    timers = [str(path) for path in tmp_path.glob("scrapers-*.timer")]
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", *timers],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "scrapers-" not in done.stderr


@pytest.mark.parametrize(
    ("cron", "events"),
    [
        ("0 6 * * *", ["*-*-* 6:0:00 UTC"]),
        ("*/20 6-8 * * 1-5", ["Mon,Tue,Wed,Thu,Fri *-*-* 6,7,8:0,20,40:00 UTC"]),
        ("0 0 * * 0,7", ["Sun *-*-* 0:0:00 UTC"]),
        ("30 2 1 * 1", ["*-*-1 2:30:00 UTC", "Mon *-*-* 2:30:00 UTC"]),
    ],
)
def test_a_cron_expression_as_calendar_events(cron, events):
    text = export("systemd", [Job("a", Timing(Cron(cron)))], PYTHON, FOLDER)
    assert re.findall(r"(?m)^OnCalendar=(.*)$", text) == events


def test_manifests_are_yaml_with_each_sites_words_whole():
    found = list(yaml.safe_load_all(export("kubernetes", JOBS, PYTHON, FOLDER, "me/it:1")))
    pods = [job["spec"]["jobTemplate"]["spec"]["template"]["spec"] for job in found]
    assert [pod["containers"][0]["command"][5] for pod in pods] == [job.site for job in JOBS]
    assert {pod["containers"][0]["image"] for pod in pods} == {"me/it:1"}
    assert found[0]["spec"]["timeZone"] == "Europe/Berlin"
    names = [job["metadata"]["name"] for job in found]
    assert all(re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?", name) for name in names)
    assert len(set(names)) == len(names)


def test_dags_are_python_with_each_sites_words_whole():
    tree = ast.parse(export("airflow", JOBS, PYTHON, FOLDER))
    table = next(node for node in tree.body if isinstance(node, ast.Assign))
    rows = ast.literal_eval(table.value)
    assert shlex.split(rows[2][3]) == ["cd", str(FOLDER), "&&", PYTHON, *COMMAND]
    assert rows[0][1:3] == ("*/15 6-22 * * MON-FRI", "Europe/Berlin")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["a\nb", "a\0b", "a\u2028b"])
def test_a_line_break_in_a_name_is_refused(kind, text):
    with pytest.raises(ConfigError, match="rename it"):
        export(kind, [Job(text, Timing(Every(MINUTE)))], PYTHON, FOLDER)


def test_what_others_have_no_word_for_is_refused():
    with pytest.raises(ConfigError, match="known to us only"):
        export("cron", [Job("a", Timing(Cron("0 6 L * *")))], PYTHON, FOLDER)


@pytest.mark.parametrize(
    ("minutes", "expression"),
    [
        (1, "* * * * *"), (7, "*/6 * * * *"), (15, "*/15 * * * *"), (45, "*/30 * * * *"),
        (60, "0 * * * *"), (300, "0 */4 * * *"), (1440, "0 0 * * *"), (9999, "0 0 * * *"),
    ],
)  # fmt: skip
def test_an_interval_is_knocked_at_often_enough(minutes, expression):
    assert knock(Timing(Every(minutes * MINUTE)))[0] == expression
    assert knock(Timing(Adaptive(minutes * MINUTE, 99999 * MINUTE)))[0] == expression
