"""Berliner Zeitung: Germany, regional daily, German.

Some articles behind a paywall. Page checked: 2023-04-28.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class BerlinerZeitung(ArticleSpider):
    name = "berliner_zeitung"
    allowed_domains = ["berliner-zeitung.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.berliner-zeitung.de/news-sitemap.xml"),
        Feed("https://www.berliner-zeitung.de/feed.xml"),
        Sitemap("https://www.berliner-zeitung.de/sitemap.xml"),
    ]
    article_urls = r"\bli\.\d+"
