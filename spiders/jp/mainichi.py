"""Mainichi Shimbun: Japan, daily, Japanese. Most articles behind a paywall.

Page checked: 2025-01-14.
"""

from scrapers import ArticleSpider, Feed


class Mainichi(ArticleSpider):
    name = "mainichi"
    allowed_domains = ["mainichi.jp"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Feed("https://mainichi.jp/rss/etc/mainichi-flash.rss")]
    article_urls = r"/articles/\d{8}/"
    not_article_urls = r"/english/"
