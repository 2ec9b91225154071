"""Settings of the store, shared by the pipeline that writes and the commands that read."""

from __future__ import annotations

from typing import ClassVar

from pydantic import PositiveFloat

from scrapers.pipeline import PipelineSettings

__all__ = ["StoreSettings"]


class StoreSettings(PipelineSettings):
    """Where articles are kept."""

    prefix: ClassVar[str] = "STORE"

    url: str = "sqlite:///data/articles.db"
    """The store: ``sqlite:///PATH`` (relative to the folder of ``scrapy.cfg``, made if missing) or
    ``postgresql://USER:PASSWORD@HOST/DATABASE`` (``pip install scrapers[postgres]``)."""
    timeout_seconds: PositiveFloat = 30
    """How long to wait for a lock of another process, or for the server."""
    unsaved: str = "data/unsaved"
    """Folder for articles that could not be written, one ``SPIDER.jsonl`` each; relative to the
    folder of ``scrapy.cfg``. ``scrapy articles import FILE`` stores them later."""
