"""Luxemburger Wort: Luxembourg, daily, German.

Some articles behind a paywall. Page checked: 2025-06-30.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Wort(ArticleSpider):
    name = "wort"
    allowed_domains = ["wort.lu"]
    language = "de"
    time_zone = "Europe/Luxembourg"
    country = "LU"
    sources = [
        Sitemap("https://www.wort.lu/sitemap-news.xml"),
        Feed("https://www.wort.lu/de/rss"),
        Sitemap("https://www.wort.lu/sitemap.xml"),
    ]
    article_urls = r"/\d{6,}\.html"

    remove = css("[class*='pull-quote_']")  # says again what a paragraph says
