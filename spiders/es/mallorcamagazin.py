"""Mallorca Magazin: Spain, weekly, German. Page checked: 2025-04-16."""

from scrapers import ArticleSpider, Sitemap


class Mallorcamagazin(ArticleSpider):
    name = "mallorcamagazin"
    allowed_domains = ["mallorcamagazin.com"]
    language = "de"
    time_zone = "Europe/Madrid"
    country = "ES"
    sources = [
        Sitemap("https://www.mallorcamagazin.com/googlenews.xml"),
        Sitemap("https://www.mallorcamagazin.com/nachrichten/sitemapIndex.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/\d+/"
