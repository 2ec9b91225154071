"""The Sun: United Kingdom, tabloid, English. Some articles behind a paywall.

Page checked: 2024-04-22.
"""

from scrapers import ArticleSpider, Sitemap


class Thesun(ArticleSpider):
    name = "thesun"
    allowed_domains = ["thesun.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.thesun.co.uk/news-sitemap.xml"),
        Sitemap("https://www.thesun.co.uk/sitemap.xml"),
    ]
    article_urls = r"thesun\.co\.uk/(?:[a-z-]+/)+\d{5,}/"
