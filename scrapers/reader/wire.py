"""How the crawl and a process that reads for it talk: pickles, each after its length."""

from __future__ import annotations

import pickle
from typing import IO, Any

__all__ = ["receive", "send"]

_LENGTH = 8


def send(stream: IO[bytes], value: object) -> None:
    """Write a value.

    Raises:
        OSError: the other side is gone.
    """
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a value.

    Raises:
        EOFError: the other side is gone.
    """
    length = int.from_bytes(_read(stream, _LENGTH), "big")
    # Only ever from a process that this one has started, or was started by.
    return pickle.loads(_read(stream, length))  # noqa: S301


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
