"""Public helpers for tests: a sample news site with all that makes the real ones hard."""

from scrapers.testing.server import SiteServer, serve
from scrapers.testing.site import Answer, ExpectedArticle, ExpectedUpdate, SampleSite

__all__ = ["Answer", "ExpectedArticle", "ExpectedUpdate", "SampleSite", "SiteServer", "serve"]
