"""Ctrl-C reaches every process of a terminal: those that read pages leave it to the crawl."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_crawl_with_processes_that_is_stopped_by_hand_ends_like_any_other(tmp_path: Path) -> None:
    settings = {
        "EXTRACT_PROCESSES": 2,
        "DOWNLOAD_DELAY": 5,
        "STORE_URL": f"sqlite:///{tmp_path}/articles.db",
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    process = subprocess.Popen(  # noqa: S603  # this interpreter
        [sys.executable, "-m", "scrapy", "crawl", "demo", *options],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    assert process.stderr is not None
    assert any("started" in line for line in process.stderr)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, "Traceback" in said) == (130, False), said
