"""Sportschau: Germany, public broadcaster's sports, German. Page checked: 2024-04-25."""

from scrapers import ArticleSpider, Feed, Sitemap


class Sportschau(ArticleSpider):
    name = "sportschau"
    allowed_domains = ["sportschau.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.sportschau.de/kompakt-sp-100~news.xml"),
        Feed("https://www.sportschau.de/index~rss2.xml"),
        Sitemap("https://www.sportschau.de/index~sitemap_p-0.xml"),
    ]
    article_urls = r"-\d{2,}\.html"
