"""Public helpers for tests: a sample news site with all that makes the real ones hard."""

from scrapers.testing.server import SiteServer, serve
from scrapers.testing.site import Answer, SampleSite
from scrapers.testing.truth import ExpectedArticle, ExpectedUpdate

__all__ = ["Answer", "ExpectedArticle", "ExpectedUpdate", "SampleSite", "SiteServer", "serve"]
