import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ITEM = "yield {'name': 'a'}"
NEWS = """
from scrapers import ArticleSpider


class News(ArticleSpider):
    name = "news"
    allowed_domains = ["news.example"]
"""


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (ITEM, 0, "healthy"),
        (f"{ITEM}\nraise ValueError('odd')", 1, "failed (exit code 1): the spider's start raised"),
        ("return\nyield", 3, "not healthy (exit code 3): nothing was found"),
        (
            f"{ITEM}\nyield scrapy.Request('data:,x', callback=lambda response: 1 / 0)",
            3,
            "1 callback raised (ZeroDivisionError)",
        ),
    ],
    ids=["healthy", "start raises", "nothing comes", "callback raises"],
)
def test_the_exit_code_tells_how_the_run_went(project, body, code, said):
    project.spider(body)
    done = project.run("crawl", "shop")
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_an_item_lost_in_a_pipeline_is_not_healthy(project):
    project.spider(ITEM)
    project.write("shop/sink.py", "class Sink:\n    def process_item(self, item):\n        1 / 0\n")
    done = project.run("crawl", "shop", "-s", 'ITEM_PIPELINES={"shop.sink.Sink": 1}')
    assert done.returncode == 3
    assert "code 3): 1 item lost in a pipeline (ZeroDivisionError)" in done.stderr


def test_a_feed_that_cannot_be_stored_is_not_healthy(project):
    project.spider(f"open('blocked', 'w').close()\n{ITEM}")  # a file where a folder is wanted
    done = project.run("crawl", "shop", "-o", "blocked/out.jsonl")
    assert done.returncode == 3, done.stderr


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (("shpo",), 2, "scrapy crawl: no spider 'shpo'; did you mean shop? `scrapy sites`"),
        (("shop", "-s", "STORE_URLL=x"), 1, "scrapy crawl: STORE_URLL='x': no such setting; did"),
        (("shop", "-s", "STORE_URL=nosuch://x"), 1, "scrapy crawl: "),
        (("shop", "-s", "SUMMARY_TOP_RULES=-1"), 1, "scrapy crawl: SUMMARY_TOP_RULES="),
        (("shop", "-s", "DOWNLOAD_DELAY=often"), 1, "scrapy crawl: DOWNLOAD_DELAY='often': no n"),
        (("shop", "-s", "ROBOTSTXT_OBEY=never"), 1, "scrapy crawl: ROBOTSTXT_OBEY='never': nei"),
        (("shop", "-O", "shop/spiders:csv"), 1, "scrapy crawl: FEEDS['shop/spiders']: "),
        (("shop", "-O", "scrapy.cfg/a.csv"), 1, "scrapy crawl: FEEDS['scrapy.cfg/a.csv']: "),
        (("shop", "-L", "LOUD"), 1, "scrapy crawl: LOG_LEVEL='LOUD': no such level"),
    ],
    ids=[
        "unknown spider",
        "misspelt setting",
        "no such store",
        "bad value",
        "no number",
        "no yes or no",
        "feed is a folder",
        "feed in a file",
        "no level",
    ],
)
def test_a_mistake_is_one_line_and_no_traceback(project, args, code, line):
    project.spider(ITEM)
    done = project.run("crawl", *args)
    assert done.returncode == code
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["crawl", "list", "check", "sites"])
def test_a_spider_that_cannot_be_imported_is_one_line_in_every_command(project, command):
    project.write("shop/spiders/bad.py", "import there_is_no_such_module\n")
    done = project.process(command, *(["shop"] if command == "crawl" else []))
    assert done.returncode == 1
    assert done.stderr.startswith(f"scrapy {command}: ")
    assert "bad.py, line 1" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_exception_that_nobody_foresaw_keeps_its_traceback(project):
    project.write(
        "shop/spiders/shop.py",
        "import scrapy\n\nclass Shop(scrapy.Spider):\n    name = 'shop'\n"
        "    def __init__(self, **kwargs):\n        1 / 0\n",
    )
    done = project.run("crawl", "shop")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1] == "scrapy crawl: ZeroDivisionError: division by zero"


def test_a_wrong_argument_of_the_spider_is_wrong_usage(project):
    project.write("shop/spiders/news.py", NEWS)
    done = project.run("crawl", "news", "-a", "sinse=2026-11-01")
    assert done.returncode == 2
    assert done.stderr.startswith("scrapy crawl: news: -a sinse=2026-11-01: no such argument")


def test_an_unknown_option_is_named(project):
    done = project.run("crawl", "shop", "--bogus")
    assert done.returncode == 2
    assert "no option --bogus" in done.stderr


def test_two_names_are_wrong_usage(project):
    project.spider(ITEM)
    assert project.run("crawl", "shop", "other").returncode == 2


def test_a_healthy_run_is_quiet_but_for_progress_and_table(project):
    project.spider(ITEM)
    lines = project.run("crawl", "shop").stderr.splitlines()
    assert [line.split()[0] for line in lines if line] == ["shop:", "shop:", "errors", "healthy"]


def test_a_log_level_of_the_user_wins(project):
    project.spider(ITEM)
    assert "INFO: Spider opened" in project.run("crawl", "shop", "-L", "INFO").stderr


def test_table_and_progress_can_be_switched_off(project):
    project.spider(ITEM)
    done = project.run("crawl", "shop", "-s", "SUMMARY_ENABLED=0", "-s", "PROGRESS_ENABLED=0")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_table_a_loss_is_one_line(project):
    project.spider("return\nyield")
    done = project.run("crawl", "shop", "-s", "SUMMARY_ENABLED=0", "-s", "PROGRESS_ENABLED=0")
    assert done.stderr == "scrapy crawl: nothing was found\n"


def test_the_table_is_written_as_json_too(project):
    project.spider(ITEM)
    project.run("crawl", "shop", "-s", "SUMMARY_JSON_FILE=runs/last.json")
    last = json.loads((project.folder / "runs/last.json").read_text())
    assert (last["site"], last["items"], last["verdict"]["code"]) == ("shop", 1, 0)


def test_items_on_standard_output_are_alone_there(project):
    project.spider(ITEM)
    assert json.loads(project.run("crawl", "shop", "-o", "-:jsonl").stdout) == {"name": "a"}


ENDLESS = "while True:\n    await asyncio.sleep(0.05)\n    yield {'name': 'a'}"
STUBBORN = "await asyncio.sleep(60)\nyield {}"


@pytest.mark.parametrize("body", [ENDLESS, STUBBORN], ids=["once", "twice"])
def test_a_run_stopped_by_hand_ends_with_130(project, body):
    project.spider(f"import asyncio, pathlib\npathlib.Path('running').touch()\n{body}")
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "shop", "-L", "INFO"],
        cwd=project.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "shop.settings"},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (project.folder / "running").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    if body is STUBBORN:
        assert any("shutting down" in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, "stopped by hand" in said) == (130, True), said
