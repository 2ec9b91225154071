"""Golem: Germany, news of computing, German. Page checked: 2024-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap


class Golem(ArticleSpider):
    name = "golem"
    allowed_domains = ["golem.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # its news sitemap has the month in the address
    sources = [
        Feed("https://www.golem.de/rss"),
        Sitemap("https://www.golem.de/gsiteindex.xml"),
    ]
    article_urls = r"/news/.+-\d{4}-\d+\.html"
