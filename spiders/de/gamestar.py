"""Gamestar: Germany, news of computer games, German.

Some articles behind a paywall. Page checked: 2024-04-28.
"""

from scrapers import ArticleSpider, Sitemap


class Gamestar(ArticleSpider):
    name = "gamestar"
    allowed_domains = ["gamestar.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.gamestar.de/sitemapnews.xml"),
        Sitemap("https://www.gamestar.de/artikel_archiv_index.xml"),
    ]
    article_urls = r"/artikel/[^/]+,\d+\.html"
