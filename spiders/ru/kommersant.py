"""Kommersant: Russia, daily, Russian. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Kommersant(ArticleSpider):
    name = "kommersant"
    allowed_domains = ["kommersant.ru"]
    language = "ru"
    time_zone = "Europe/Moscow"
    country = "RU"
    sources = [
        Sitemap("https://www.kommersant.ru/sitemaps/sitemap_news.xml"),
        Feed("https://www.kommersant.ru/RSS/news.xml"),
        Sitemap("https://www.kommersant.ru/sitemaps/all_docs_sitemap.xml"),
    ]
    article_urls = r"/doc/\d+"
