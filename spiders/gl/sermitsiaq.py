"""Sermitsiaq: Greenland, weekly, Greenlandic and Danish.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Sermitsiaq(ArticleSpider):
    name = "sermitsiaq"
    allowed_domains = ["sermitsiaq.ag"]
    # no language: Greenlandic and Danish pages, each says which
    time_zone = "America/Nuuk"
    country = "GL"
    sources = [Sitemap("https://www.sermitsiaq.ag/sitemap.xml")]
    article_urls = r"/[^/]+/\d{5,}(?:[?#]|$)"
