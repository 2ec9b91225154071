"""Fixtures that many tests share."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from scrapers.testing.postgres import PostgresMissing, PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator

# No test depends on how fast or how busy the machine is.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of its own for the session; under CI, its absence is a failure."""
    running = ExitStack()
    try:
        server = running.enter_context(PostgresServer())
    except PostgresMissing as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI runs the PostgreSQL tests: {error}")
        pytest.skip(str(error))
    with running:
        yield server
