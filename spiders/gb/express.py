"""Daily Express: United Kingdom, tabloid, English. Page checked: 2024-07-18."""

from scrapers import ArticleSpider, Sitemap


class Express(ArticleSpider):
    name = "express"
    allowed_domains = ["express.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.express.co.uk/googlenews.xml"),
        Sitemap("https://www.express.co.uk/sitemap.xml"),
    ]
    article_urls = r"express\.co\.uk/(?:[a-z-]+/)+\d{5,}/"
    not_article_urls = r"/(?:pictures|videos?)/"
