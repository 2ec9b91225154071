"""Hamburger Abendblatt: Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2024-04-28, 2025-09-09.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Abendblatt(ArticleSpider):
    name = "abendblatt"
    allowed_domains = ["abendblatt.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the archive has a sitemap a month and no list of them
    sources = [
        Sitemap("https://www.abendblatt.de/sitemaps/news.xml"),
        Feed("https://www.abendblatt.de/rss"),
    ]
    article_urls = r"/article\d+/|-id\d+\.html"
