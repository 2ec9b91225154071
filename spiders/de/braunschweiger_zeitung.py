"""Braunschweiger Zeitung: Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2024-05-16, 2025-09-09.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class BraunschweigerZeitung(ArticleSpider):
    name = "braunschweiger_zeitung"
    allowed_domains = ["braunschweiger-zeitung.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the archive has a sitemap a month and no list of them
    sources = [
        Sitemap("https://www.braunschweiger-zeitung.de/sitemaps/news.xml"),
        Feed("https://www.braunschweiger-zeitung.de/rss"),
    ]
    article_urls = r"/article\d+/|-id\d+\.html"
