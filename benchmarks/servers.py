"""What a PostgreSQL server on this machine has taken so far."""

from __future__ import annotations

import os
import time
from pathlib import Path

from sqlalchemy import create_engine, text


def served(url: str) -> float:
    """CPU seconds so far of a PostgreSQL server on this machine, with all that it has ended."""
    if url.startswith("sqlite"):
        return 0.0
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        folder = connection.scalar(text("SHOW data_directory"))
    engine.dispose()
    time.sleep(0.5)  # until what served the questions before has ended, and is counted
    number = Path(folder, "postmaster.pid").read_text().split()[0]
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
