"""Tages-Anzeiger: Switzerland, daily, German.

Some articles behind a paywall. Page checked: 2024-09-04.
"""

from scrapers import ArticleSpider, Sitemap


class Tagesanzeiger(ArticleSpider):
    name = "tagesanzeiger"
    allowed_domains = ["tagesanzeiger.ch"]
    language = "de"
    time_zone = "Europe/Zurich"
    country = "CH"
    sources = [
        Sitemap("https://www.tagesanzeiger.ch/sitemaps/news.xml"),
        Sitemap("https://www.tagesanzeiger.ch/sitemaps/sitemapindex.xml"),
    ]
    article_urls = r"-\d{9,}\b"
