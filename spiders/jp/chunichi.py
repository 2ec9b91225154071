"""Chunichi Shimbun: Japan, daily, Japanese. Some articles behind a paywall.

Page checked: 2025-01-13.
"""

from scrapers import ArticleSpider, Sitemap


class Chunichi(ArticleSpider):
    name = "chunichi"
    allowed_domains = ["chunichi.co.jp"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Sitemap("https://www.chunichi.co.jp/sitemap.xml")]
    article_urls = r"/article/\d+"
