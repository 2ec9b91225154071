"""Mitteldeutsche Zeitung: Germany, regional daily, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Mz(ArticleSpider):
    name = "mz"
    allowed_domains = ["mz.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.mz.de/sitemaps/newssitemap-index.xml"),
        Sitemap("https://www.mz.de/sitemaps/sitemap-ressort-index.xml"),
    ]
    article_urls = r"-\d{6,}\b"
