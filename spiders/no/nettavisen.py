"""Nettavisen: Norway, online daily, Norwegian. Some articles behind a paywall.

Page checked: 2024-10-16.
"""

from scrapers import ArticleSpider, Feed


class Nettavisen(ArticleSpider):
    name = "nettavisen"
    allowed_domains = ["nettavisen.no"]
    language = "no"
    time_zone = "Europe/Oslo"
    country = "NO"
    sources = [Feed("https://www.nettavisen.no/service/rich-rss")]
    article_urls = r"/s/\d+-\d+-\d+"
