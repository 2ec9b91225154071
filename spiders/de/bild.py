"""Bild: Germany, tabloid, German. Some articles behind a paywall. Page checked: 2023-05-15."""

from scrapers import ArticleSpider, Feed, Sitemap


class Bild(ArticleSpider):
    name = "bild"
    allowed_domains = ["bild.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.bild.de/sitemap-news.xml"),
        Feed("https://www.bild.de/feed/alles.xml"),
        Sitemap("https://www.bild.de/sitemap-index.xml"),
    ]
    # two words at least: names of sections have one
    article_urls = r"/[^/-]+-[^/]+-(?:\d{6,}\.bild\.html|[0-9a-f]{24}\b)"
    not_article_urls = r"/video/"
