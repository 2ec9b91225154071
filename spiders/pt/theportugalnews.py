"""The Portugal News: Portugal, weekly, English; machine-translated into fifteen languages.

Page checked: 2025-02-03.
"""

from scrapers import ArticleSpider, Sitemap


class Theportugalnews(ArticleSpider):
    name = "theportugalnews"
    allowed_domains = ["theportugalnews.com"]
    # no language: each page says its own
    time_zone = "Europe/Lisbon"
    country = "PT"
    sources = [Sitemap("https://www.theportugalnews.com/sitemap-news.xml")]
    article_urls = r"/\d{4}-\d{2}-\d{2}/[^/]+/\d+"
