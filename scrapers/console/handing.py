"""Hands over a page that a command has made: to a file, to standard output, to a browser."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from scrapers.errors import ConfigError

__all__ = ["hand_over"]


def hand_over(report: bytes, name: str, output: str | None, *, no_open: bool) -> None:
    """Write the page, say where it is, and open it.

    Args:
        report: the page.
        name: what a temporary file is called by.
        output: a file, ``-`` for standard output, or ``None`` for a temporary file.
        no_open: open no browser.

    Raises:
        ConfigError: the file cannot be written.
    """
    if output == "-":
        sys.stdout.buffer.write(report)
        return
    try:
        path = _written(report, name, output)
    except OSError as error:
        raise ConfigError(f"--output {output}: {error.strerror}; give another") from None
    sys.stdout.write(f"{path}\n")
    if not no_open and not webbrowser.open(path.resolve().as_uri()):
        sys.stderr.write("no browser was found; open the file in one\n")


def _written(report: bytes, name: str, output: str | None) -> Path:
    if output is None:
        handle, made = tempfile.mkstemp(prefix=f"{name}-", suffix=".html")
        os.close(handle)
        path = Path(made)
    else:
        path = Path(output)
    path.write_bytes(report)
    return path
