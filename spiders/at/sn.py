"""Salzburger Nachrichten: Austria, regional daily, German.

Some articles behind a paywall. Page checked: 2025-06-05.
"""

from scrapers import ArticleSpider, Sitemap


class Sn(ArticleSpider):
    name = "sn"
    allowed_domains = ["sn.at"]
    language = "de"
    time_zone = "Europe/Vienna"
    country = "AT"
    sources = [
        Sitemap("https://www.sn.at/news-artikel.sitemap.xml"),
        Sitemap("https://www.sn.at/portal-artikel.sitemap.xml"),
    ]
    article_urls = r"-\d{6,}\b"
