"""A client of Dask: what is used of it, and how it is made."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Client", "dask_client", "short"]

_CONNECT_SECONDS = 5.0


class Client(Protocol):
    """What is used of Dask's; ``asynchronous=True``."""

    status: str
    scheduler: Any

    def submit(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...
    def processing(self) -> Any: ...
    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...
    def cancel(self, futures: Any) -> Any: ...
    def close(self) -> Any: ...


async def dask_client(address: str) -> Client:
    """A client of a Dask scheduler.

    Raises:
        Exception: it cannot be reached in time, or not in this way.
    """
    from distributed import Client as DaskClient

    # What breaks is said by the link, in a line; Dask's own lines would tear the table.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    made: Any = DaskClient  # untyped
    client = made(address, asynchronous=True, set_as_default=False, timeout=_CONNECT_SECONDS)
    try:
        linked: Client = await client
    except BaseException:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(client.close(), _CONNECT_SECONDS)
        raise
    return linked


def short(error: BaseException) -> str:
    """An error in one line, of 200 characters at most."""
    said = " ".join(str(error).split())
    return said[:200] or type(error).__name__
