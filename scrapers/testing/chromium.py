"""A Chromium without a window, driven over a pipe: keys, mouse, what it asks for, what it shows.

The DevTools protocol needs no driver, no port and no library where it goes over a pipe: messages
are JSON, each ended by a NUL byte, the browser reads them from file 3 and answers on file 4.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["Chromium", "ChromiumFailed", "ChromiumMissing"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_SECONDS: Final = 60.0
_KEYS: Final = {
    "Escape": 27,
    "Tab": 9,
    "Enter": 13,
    "ArrowDown": 40,
    "ArrowUp": 38,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    " ": 32,
}
"""Keys that are no letters, with their code."""

_PLUG: Final = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for place, end in enumerate(ends, 3):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts the ends of the pipes where Chromium looks for them, and becomes Chromium."""


class ChromiumMissing(Exception):  # noqa: N818  # a fact about the machine
    """No Chromium is installed, or it does not start here; the message says what to do."""


class ChromiumFailed(Exception):  # noqa: N818
    """The browser refused, or a script in it raised."""


class Chromium:
    """One page in one browser of its own; a context manager.

    Raises:
        ChromiumMissing: when it is entered, and none is installed or it does not start.
    """

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        self._size = {"width": width, "height": height}
        self._numbers = itertools.count(1)
        self._unread = b""
        self._stack = ExitStack()
        self._session: str | None = None
        self.events: deque[dict[str, Any]] = deque(maxlen=10_000)
        """What the browser told of itself, each with ``method`` and ``params``."""

    def __enter__(self) -> Self:
        program = next((path for name in _NAMES if (path := shutil.which(name))), None)
        if program is None:
            raise ChromiumMissing("no Chromium here; on Debian: apt-get install chromium")
        with ExitStack() as stack:
            self._start(program, stack)
            try:
                target = self.ask("Target.createTarget", url="about:blank")["targetId"]
            except (OSError, ChromiumFailed) as error:
                raise ChromiumMissing(f"{program} does not start here: {error}") from None
            attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
            self._session = attached["sessionId"]
            for part in ("Page", "Runtime", "Network", "Log"):
                self.ask(f"{part}.enable")
            self.ask(
                "Emulation.setDeviceMetricsOverride",
                **self._size,
                deviceScaleFactor=1,
                mobile=False,
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _start(self, program: str, stack: ExitStack) -> None:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        stack.callback(os.close, self._to)
        stack.callback(os.close, self._from)
        command = [
            program,
            "--headless=new",
            "--remote-debugging-pipe",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--allow-pre-commit-input",
            f"--user-data-dir={profile}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's own rule for root
        ]
        browser = subprocess.Popen(  # noqa: S603  # the program found on the path
            [sys.executable, "-c", _PLUG, str(to_read), str(to_write), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_read, to_write),
        )
        os.close(to_read)
        os.close(to_write)
        stack.callback(browser.wait)
        stack.callback(browser.kill)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command of the DevTools protocol and wait for its answer.

        Raises:
            ChromiumFailed: it was refused, or no answer came within a minute.
        """
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        until = time.monotonic() + _PATIENCE_SECONDS
        while (answer := self._next(until, method)).get("id") != number:
            self.events.append(answer)
        if "error" in answer:
            raise ChromiumFailed(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self, until: float, what: str) -> dict[str, Any]:
        parts = [self._unread]
        while b"\0" not in parts[-1]:
            ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
            part = os.read(self._from, 1 << 20) if ready else b""
            if not part:
                raise ChromiumFailed(f"{what}: no answer from the browser")
            parts.append(part)
        message, _, self._unread = b"".join(parts).partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def wait_for(self, method: str) -> dict[str, Any]:
        """The next event of that name that has not been taken yet; its parameters."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            for event in self.events:
                if event.get("method") == method:
                    self.events.remove(event)
                    params: dict[str, Any] = event["params"]
                    return params
            self.events.append(self._next(until, method))

    def open(self, url: str) -> None:
        """Go to an address and wait until all of it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited; what JSON can say.

        Raises:
            ChromiumFailed: it raised.
        """
        told = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            raise ChromiumFailed(json.dumps(told["exceptionDetails"])[:2000])
        return told["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press and let go of keys, one after the other: ``j``, ``?``, ``Escape``."""
        for key in keys:
            code = _KEYS.get(key, ord(key.upper()[0]))
            params: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code}
            if len(key) == 1:
                params["text"] = key
            elif key == "Enter":
                params["text"] = "\r"
            self.ask("Input.dispatchKeyEvent", type="keyDown", **params)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **params)

    def point(self, selector: str, *, click: bool = False, shift: bool = False) -> None:
        """Move the mouse to the middle of an element, and click there if asked to."""
        x, y = self.run(
            f"(async () => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView({block: 'nearest'});"
            " for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);"
            " const box = one.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        at = {"x": x, "y": y, "modifiers": 8 if shift else 0}
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def prefer(self, scheme: str) -> None:
        """What the page is told the reader prefers: ``dark`` or ``light``, and no movement."""
        wanted = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wanted.items()]
        self.ask("Emulation.setEmulatedMedia", features=features)

    def requests(self) -> list[str]:
        """Addresses that were asked for since `open`, that of the page itself included."""
        self.run("0")  # what was sent before has arrived by now
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]

    def screenshot(self, path: Path) -> None:
        """What the window shows, as PNG."""
        told = self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(told["data"]))
