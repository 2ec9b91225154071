"""Berliner Morgenpost: Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2024-05-03, 2025-09-09.
"""

from scrapers import ArticleSpider, Sitemap


class Morgenpost(ArticleSpider):
    name = "morgenpost"
    allowed_domains = ["morgenpost.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the archive has a sitemap a month and no list of them
    sources = [Sitemap("https://www.morgenpost.de/sitemaps/news.xml")]
    article_urls = r"/article\d+/|-id\d+\.html"
