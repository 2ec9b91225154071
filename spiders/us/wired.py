"""Wired: United States, technology magazine, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Wired(ArticleSpider):
    name = "wired"
    allowed_domains = ["wired.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.wired.com/feed/google-latest-news/sitemap-google-news"),
        Feed("https://www.wired.com/feed/rss"),
        Sitemap("https://www.wired.com/sitemap.xml"),
        Sitemap("https://www.wired.com/sitemap-archive-1.xml"),
    ]
    article_urls = r"wired\.com/(?:gallery|live|review|story|\d{4}/\d{2})/[^/]+"
