"""Every error raised on purpose: one tree, each saying who raises it and what follows.

A message reads ``<where>: <what, with the value>; <what to do>``.
"""

from __future__ import annotations

__all__ = [
    "ArgumentError",
    "BusyError",
    "ConfigError",
    "ExtractionError",
    "PluginError",
    "ReaderError",
    "ScrapersError",
    "SourceError",
    "StoreError",
]


class ScrapersError(Exception):
    """Base of all errors of this framework; commands print it as one line and exit non-zero."""


class ConfigError(ScrapersError, ValueError):
    """A setting or a rule is misspelt or has a bad value.

    Raised before a crawl starts, which it prevents (exit code 1).
    """


class ArgumentError(ConfigError):
    """A spider argument (``-a NAME=VALUE``) is unknown or has a bad value.

    Raised before a crawl starts, which it prevents (exit code 2).
    """


class BusyError(ScrapersError):
    """A site is being crawled already, by another process or on another machine.

    Raised before a crawl starts, which it prevents (exit code 4).
    """


class PluginError(ScrapersError):
    """A spider or pipeline plug-in cannot be imported, or two share a name.

    Raised by the registry before a crawl starts, which it prevents (exit code 1).
    """


class ExtractionError(ScrapersError, ValueError):
    """`extract` was given something that is no page: empty input, or binary data such as a PDF.

    The only error that extraction raises, whatever the bytes.
    """


class ReaderError(ScrapersError):
    """Two processes died reading the same page, one after the other.

    Raised by the reader of a crawl with ``EXTRACT_PROCESSES``; the spider counts it as an exception
    of its own and goes on with other pages.
    """


class StoreError(ScrapersError):
    """A store cannot be opened, read or written; the message says which URL and what to do."""


class SourceError(ScrapersError):
    """A sitemap, feed or listing is none, or only a part of it could be read.

    Raised by the sources; the spider counts it under `reason` and goes on with the others.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
