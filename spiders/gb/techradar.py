"""TechRadar: United Kingdom, technology, English. Page checked: 2026-05-21."""

from scrapers import ArticleSpider, Sitemap


class Techradar(ArticleSpider):
    name = "techradar"
    allowed_domains = ["techradar.com"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.techradar.com/sitemap-news.xml"),
        Sitemap("https://www.techradar.com/sitemap.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"techradar\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|page|tag)/"
