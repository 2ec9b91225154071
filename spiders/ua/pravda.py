"""Ukrainska Pravda: Ukraine, online daily, Ukrainian, Russian and English.

Page checked: 2026-01-08.
"""

from scrapers import ArticleSpider, Sitemap


class Pravda(ArticleSpider):
    name = "pravda"
    allowed_domains = ["pravda.com.ua"]
    # no language: three editions, each page says its own
    time_zone = "Europe/Kyiv"
    country = "UA"
    sources = [
        Sitemap("https://www.pravda.com.ua/sitemap/sitemap-news.xml"),
        Sitemap("https://www.pravda.com.ua/sitemap/sitemap-archive.xml"),
    ]
    # the second: life., eurointegration. and the like
    article_urls = r"/\d{4}/\d{2}/\d{2}/\d+|/[^/]+-\d{5,}/?(?:[?#]|$)"
