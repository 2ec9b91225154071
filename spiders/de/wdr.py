"""Westdeutscher Rundfunk: Germany, public broadcaster, German. Page checked: 2024-04-22."""

from scrapers import ArticleSpider, Feed


class Wdr(ArticleSpider):
    name = "wdr"
    allowed_domains = ["wdr.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Feed("https://www1.wdr.de/uebersicht-100.feed")]
    article_urls = r"\d{2,}\.html"
    not_article_urls = r"/mediathek/"
