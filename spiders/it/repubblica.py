"""La Repubblica: Italy, daily, Italian. Some articles behind a paywall.

Page checked: 2025-01-05.
"""

from scrapers import ArticleSpider, Feed, Section


class Repubblica(ArticleSpider):
    name = "repubblica"
    allowed_domains = ["repubblica.it"]
    language = "it"
    time_zone = "Europe/Rome"
    country = "IT"
    # its sitemaps are named by the month
    sources = [
        Feed("https://www.repubblica.it/rss/homepage/rss2.0.xml"),
        Section("https://www.repubblica.it/"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/\w+/[^/]+"
    not_article_urls = r"/(?:video|foto|fotogalleria)/"
