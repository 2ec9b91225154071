"""One page of a site, with all that was decided on it, as an HTML page that opens anywhere."""

from scrapers.report.inspect.examine import Examined, Subject, examine
from scrapers.report.inspect.render import render

__all__ = ["Examined", "Subject", "examine", "render"]
