"""The Nation: United States, weekly, English. Some articles behind a paywall.

Page checked: 2023-05-15.
"""

from scrapers import ArticleSpider, Sitemap


class Thenation(ArticleSpider):
    name = "thenation"
    allowed_domains = ["thenation.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.thenation.com/news-sitemap.xml"),
        Sitemap("https://www.thenation.com/sitemap_index.xml"),
    ]
    article_urls = r"/article/(?:[^/]+/)?[^/]+"
