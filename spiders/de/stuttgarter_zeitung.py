"""Stuttgarter Zeitung: Germany, regional daily, German.

Some articles behind a paywall. Page checked: 2025-10-25.
"""

from scrapers import ArticleSpider, Sitemap


class StuttgarterZeitung(ArticleSpider):
    name = "stuttgarter_zeitung"
    allowed_domains = ["stuttgarter-zeitung.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.stuttgarter-zeitung.de/sitemap-news.xml"),
        Sitemap("https://www.stuttgarter-zeitung.de/sitemap.xml"),
    ]
    article_urls = r"/inhalt\."
