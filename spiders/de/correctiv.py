"""Correctiv: Germany, investigative newsroom, German and English. Page checked: 2026-05-24."""

from scrapers import ArticleSpider, Feed, Sitemap


class Correctiv(ArticleSpider):
    name = "correctiv"
    allowed_domains = ["correctiv.org"]
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://correctiv.org/feed/"),
        Feed("https://correctiv.org/en/feed/"),
        Sitemap("https://www.correctiv.org/sitemap_index.xml"),
    ]
    article_urls = r"/20\d\d/\d\d/\d\d/"
