"""From the bytes of an answer to what the page says, here or in processes of their own."""

from __future__ import annotations

from scrapers.reader.job import Job, Looked, Looker, Reading
from scrapers.reader.pool import Here, Processes, Reader, reader_for
from scrapers.reader.settings import ExtractSettings

__all__ = [
    "ExtractSettings",
    "Here",
    "Job",
    "Looked",
    "Looker",
    "Processes",
    "Reader",
    "Reading",
    "reader_for",
]
