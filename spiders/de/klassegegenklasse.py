"""Klasse Gegen Klasse: Germany, political news, German. Page checked: 2026-01-07."""

from scrapers import ArticleSpider, Feed, Sitemap


class Klassegegenklasse(ArticleSpider):
    name = "klassegegenklasse"
    allowed_domains = ["klassegegenklasse.org"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.klassegegenklasse.org/feed/"),
        Sitemap("https://www.klassegegenklasse.org/wp-sitemap.xml"),
    ]
    # three words at least: names of sections have fewer
    article_urls = r"/[^/-]+-[^/-]+-[^/]"
