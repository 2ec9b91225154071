"""The West Australian: Australia, daily, English. Some articles behind a paywall.

Page checked: 2024-11-26.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Thewest(ArticleSpider):
    name = "thewest"
    allowed_domains = ["thewest.com.au"]
    language = "en"
    time_zone = "Australia/Perth"
    country = "AU"
    sources = [
        Sitemap("https://thewest.com.au/news-sitemap.xml"),
        Feed("https://thewest.com.au/rss"),
        Sitemap("https://thewest.com.au/sitemap.xml"),
    ]
    article_urls = r"-(?:c-\d+|ng-[a-z0-9]+)(?:[/?#]|$)"
