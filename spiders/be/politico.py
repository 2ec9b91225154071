"""Politico Europe: Belgium, politics, English. Page checked: 2025-10-23."""

from scrapers import ArticleSpider, Feed, Sitemap


class Politico(ArticleSpider):
    name = "politico"
    allowed_domains = ["politico.eu"]
    language = "en"
    time_zone = "Europe/Brussels"
    country = "BE"
    sources = [
        Sitemap("https://www.politico.eu/news-sitemap.xml"),
        Feed("https://www.politico.eu/feed/"),
        Sitemap("https://www.politico.eu/sitemap.xml"),
    ]
    article_urls = r"/article/[^/]+"
