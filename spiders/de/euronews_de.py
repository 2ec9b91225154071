"""Euronews (DE): Germany, news channel, German. Page checked: 2024-04-30."""

from scrapers import ArticleSpider, Sitemap


class EuronewsDe(ArticleSpider):
    name = "euronews_de"
    allowed_domains = ["de.euronews.com"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://de.euronews.com/sitemaps/de/latest-news.xml"),
        Sitemap("https://de.euronews.com/sitemaps/de/articles.xml"),
    ]
    article_urls = r"/20\d\d/\d\d/\d\d/"
    not_article_urls = r"\.com/video/"
