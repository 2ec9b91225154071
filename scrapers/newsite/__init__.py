"""A site from its pages: what its addresses look like, and the rules that make it read better.

Pure: pages and addresses come in, rules with reasons go out; no Scrapy, no network, no clock.
"""

from scrapers.newsite.learn import Learned, learn
from scrapers.newsite.patterns import UrlPattern, learn_pattern
from scrapers.newsite.rule import Confidence, Rule

__all__ = ["Confidence", "Learned", "Rule", "UrlPattern", "learn", "learn_pattern"]
