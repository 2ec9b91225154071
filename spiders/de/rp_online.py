"""Rheinische Post: Germany, regional daily, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class RpOnline(ArticleSpider):
    name = "rp_online"
    allowed_domains = ["rp-online.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://rp-online.de/sitemap-news.xml"),
        Feed("https://rp-online.de/feed.rss"),
        Sitemap("https://rp-online.de/sitemap.xml"),
    ]
    article_urls = r"_aid-\d+"
