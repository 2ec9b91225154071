"""Heise: Germany, news of computing, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Heise(ArticleSpider):
    name = "heise"
    allowed_domains = ["heise.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.heise.de/rss/heise.rdf"),
        Sitemap("https://www.heise.de/sitemapindex.xml"),
    ]
    article_urls = r"-\d{5,}\.html"
