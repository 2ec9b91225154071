"""WinFuture: Germany, news of computing, German. Page checked: 2024-04-29."""

from scrapers import ArticleSpider, Feed, Sitemap


class Winfuture(ArticleSpider):
    name = "winfuture"
    allowed_domains = ["winfuture.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://winfuture.de/sitemap-latest-news.xml.gz"),
        Feed("https://static.winfuture.de/feeds/WinFuture-News-rss2.0.xml"),
        Sitemap("https://winfuture.de/sitemap.xml"),
    ]
    article_urls = r"/news,\d+\.html"
