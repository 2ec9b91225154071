"""TechCrunch: United States, technology, English. Page checked: 2024-04-28."""

from scrapers import ArticleSpider, Sitemap


class Techcrunch(ArticleSpider):
    name = "techcrunch"
    allowed_domains = ["techcrunch.com"]
    language = "en"
    time_zone = "America/Los_Angeles"
    country = "US"
    sources = [
        Sitemap("https://techcrunch.com/news-sitemap.xml"),
        Sitemap("https://techcrunch.com/sitemap_index.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/"
