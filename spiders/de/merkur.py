"""Münchner Merkur: Germany, regional daily, German. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Merkur(ArticleSpider):
    name = "merkur"
    allowed_domains = ["merkur.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.merkur.de/news.xml"),
        Feed("https://www.merkur.de/welt/rssfeed.rdf"),
        Sitemap("https://www.merkur.de/sitemap-index.xml"),
    ]
    article_urls = r"-\d{6,}\.html"
