"""Ruhr Nachrichten: Germany, regional daily, German.

Some articles behind a paywall. Page checked: 2024-05-03.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Ruhrnachrichten(ArticleSpider):
    name = "ruhrnachrichten"
    allowed_domains = ["ruhrnachrichten.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.ruhrnachrichten.de/news-sitemap.xml"),
        Feed("https://www.ruhrnachrichten.de/service/feed/"),
        Sitemap("https://www.ruhrnachrichten.de/sitemap_index.xml"),
    ]
    article_urls = r"-\d{7,}\b"
