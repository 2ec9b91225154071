"""Die Tageszeitung (taz): Germany, daily, German. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Sitemap


class Taz(ArticleSpider):
    name = "taz"
    allowed_domains = ["taz.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://taz.de/sitemap-google-news.xml"),
        Sitemap("https://taz.de/sitemap-index.xml"),
    ]
    article_urls = r"/!\d{5,}"
