"""Sankei Shimbun: Japan, daily, Japanese. Some articles behind a paywall.

Page checked: 2025-01-21.
"""

from scrapers import ArticleSpider, Sitemap


class Sankei(ArticleSpider):
    name = "sankei"
    allowed_domains = ["sankei.com"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Sitemap("https://www.sankei.com/feeds/sitemapindex-category/?outputType=xml")]
    article_urls = r"/article/\d{8}-\w+"
