"""Mitteldeutscher Rundfunk (MDR): Germany, public broadcaster, German. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Mdr(ArticleSpider):
    name = "mdr"
    allowed_domains = ["mdr.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.mdr.de/news-sitemap.xml"),
        Feed("https://www.mdr.de/nachrichten/index-rss.xml"),
        Sitemap("https://www.mdr.de/sitemap-index-100.xml"),
    ]
    article_urls = r"-\d{2,}\.html"
    not_article_urls = r"/(?:video|audio)-\d"

    remove = [
        css(".mediaInfo"),  # captions, which nothing marks as such
        css(".quote"),  # says again what a paragraph says
    ]
