"""Vogue: Germany, magazine, German. Page checked: 2024-04-30."""

from scrapers import ArticleSpider, Feed, Sitemap


class Vogue(ArticleSpider):
    name = "vogue"
    allowed_domains = ["vogue.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.vogue.de/feed/sitemap-news/sitemap-google-news"),
        Feed("https://www.vogue.de/feed/rss"),
        Sitemap("https://www.vogue.de/sitemap.xml"),
    ]
    article_urls = r"/artikel/[\w-]"
