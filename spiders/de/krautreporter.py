"""Krautreporter: Germany, magazine, German.

Most articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Krautreporter(ArticleSpider):
    name = "krautreporter"
    allowed_domains = ["krautreporter.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://krautreporter.de/feeds.rss"),
        Sitemap("https://krautreporter.de/sitemap.xml"),
    ]
    article_urls = r"/\d{2,}-[^/]"
