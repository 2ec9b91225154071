"""Isolezwe: South Africa, daily, Zulu. Page checked: 2025-11-09."""

from scrapers import ArticleSpider, Sitemap


class Isolezwe(ArticleSpider):
    name = "isolezwe"
    allowed_domains = ["isolezwe.co.za"]
    language = "zu"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://isolezwe.co.za/sitemap/")]
    article_urls = r"/\d{4}-\d{2}-\d{2}-"
