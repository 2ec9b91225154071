"""Westdeutsche Allgemeine Zeitung (WAZ): Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2023-06-29, 2024-03-08, 2025-09-10.
"""

from scrapers import ArticleSpider, Sitemap


class Waz(ArticleSpider):
    name = "waz"
    allowed_domains = ["waz.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Sitemap("https://www.waz.de/sitemaps/news.xml")]
    article_urls = r"/article\d+/|-id\d+\.html"
