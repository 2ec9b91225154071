"""Yomiuri Shimbun: Japan, daily, Japanese. Some articles behind a paywall.

Page checked: 2024-12-03.
"""

from scrapers import ArticleSpider, Sitemap


class Yomiuri(ArticleSpider):
    name = "yomiuri"
    allowed_domains = ["www.yomiuri.co.jp"]  # japannews. is another paper, in English
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [
        Sitemap("https://www.yomiuri.co.jp/sitemap-news-latest.xml"),
        Sitemap("https://www.yomiuri.co.jp/sitemap.xml"),
    ]
    article_urls = r"/\d{8}-[A-Z]{3}\w+"
    not_article_urls = r"/pluralphoto/"
