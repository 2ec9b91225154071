"""Die Presse: Austria, daily, German. Some articles behind a paywall. Page checked: 2025-06-05."""

from scrapers import ArticleSpider, Sitemap


class Diepresse(ArticleSpider):
    name = "diepresse"
    allowed_domains = ["diepresse.com"]
    language = "de"
    time_zone = "Europe/Vienna"
    country = "AT"
    sources = [
        Sitemap("https://www.diepresse.com/news-sitemap"),
        Sitemap("https://www.diepresse.com/sitemap"),
    ]
    article_urls = r"/\d{5,}/[^/]"
