"""der Freitag: Germany, weekly, German.

Some articles behind a paywall. Page checked: 2025-10-20.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Freitag(ArticleSpider):
    name = "freitag"
    allowed_domains = ["freitag.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.freitag.de/@@RSS"),
        Sitemap("https://www.freitag.de/sitemap.xml"),
    ]
    article_urls = r"/autoren/[^/]+/[^/]"

    remove = css(".bo-quote")  # says again what a paragraph says
