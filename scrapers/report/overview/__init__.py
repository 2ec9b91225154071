"""What the crawls of a store brought: figures of each site and of all, as a page or as JSON."""

from scrapers.report.overview.gather import Counted, gather
from scrapers.report.overview.render import render

__all__ = ["Counted", "gather", "render"]
