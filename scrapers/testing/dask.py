"""A Dask cluster of real processes for tests, on loopback; each part can be killed by itself.

Needs the extra ``cluster``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DaskCluster", "DaskMissing"]

_QUIET = {"DASK_LOGGING__DISTRIBUTED": "warning"}


class DaskMissing(Exception):  # noqa: N818  # tests skip on it, so it is no error
    """Dask is not installed."""


class DaskCluster:
    """A scheduler, and a worker with one thread in each of some folders; gone on leaving.

    Args:
        folders: where the workers run; each has a name of its own.
        scratch: for what Dask writes, and for its output.
        environment: of all processes.

    Raises:
        DaskMissing: it is not installed.
    """

    def __init__(
        self, folders: Sequence[Path], scratch: Path, environment: Mapping[str, str]
    ) -> None:
        if importlib.util.find_spec("distributed") is None:
            raise DaskMissing("Dask is not installed; `pip install scrapers[cluster]`")
        self._folders = {folder.name: folder for folder in folders}
        self._scratch = scratch
        self._environment = {**environment, **_QUIET}
        self._port = _free_port()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        """Of the scheduler, also while there is none."""
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def running(self) -> list[str]:
        """Who runs: ``scheduler``, and folders with a worker."""
        return [name for name, process in self._running.items() if process.poll() is None]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._running):
            self.kill(name)

    def begin(self) -> None:
        """Start what is not running: the scheduler, and a worker a folder."""
        self._begin(
            "scheduler", self._scratch, "dask_scheduler", ["--port", str(self._port), "--no-show"]
        )
        for name, folder in self._folders.items():
            given = [self.address, "--nthreads", "1", "--local-directory", str(self._scratch)]
            self._begin(name, folder, "dask_worker", given)

    def kill(self, name: str) -> None:
        """SIGKILL for the scheduler, or for a worker with its nanny."""
        process = self._running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_worker(self, name: str) -> None:
        """SIGKILL for the process that works; its nanny starts another."""
        for child in _children(self._running[name].pid):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)

    def _begin(self, name: str, folder: Path, program: str, given: Sequence[str]) -> None:
        if name in self.running:
            return
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--host", "127.0.0.1"]
        with (self._scratch / f"{name}.log").open("ab") as output:
            self._running[name] = subprocess.Popen(  # noqa: S603  # arguments are ours
                [*command, "--no-dashboard", *given],
                cwd=folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # one a thread
    return [int(child) for one in lists for child in one.read_text("ascii").split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
