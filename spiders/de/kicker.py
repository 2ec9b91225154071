"""Kicker: Germany, sports magazine, German. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Kicker(ArticleSpider):
    name = "kicker"
    allowed_domains = ["kicker.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://newsfeed.kicker.de/googlesitemapnews.xml"),
        Feed("https://newsfeed.kicker.de/news/aktuell"),
        Sitemap("https://leserservice.kicker.de/sitemap_0.xml"),
    ]
    article_urls = r"/artikel\b"
