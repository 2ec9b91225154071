"""Nikkan Gendai: Japan, tabloid, Japanese. Page checked: 2025-01-31."""

from scrapers import ArticleSpider, Sitemap


class NikkanGendai(ArticleSpider):
    name = "nikkan_gendai"
    allowed_domains = ["nikkan-gendai.com"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Sitemap("https://www.nikkan-gendai.com/sitemap.xml")]
    article_urls = r"/articles/view/\w+/\d+"
