"""Times Live: South Africa, daily, English. Some articles behind a paywall.

Page checked: 2025-05-22.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Timeslive(ArticleSpider):
    name = "timeslive"
    allowed_domains = ["timeslive.co.za"]
    language = "en"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [
        Sitemap("https://www.timeslive.co.za/arc/outboundfeeds/sitemap-news-index/"),
        Feed("https://www.timeslive.co.za/arc/outboundfeeds/google-news-feed/"),
        Sitemap("https://www.timeslive.co.za/arc/outboundfeeds/sitemap-index/"),
        Sitemap("https://www.timeslive.co.za/arc/outboundfeeds/sitemap-section-index/"),
    ]
    article_urls = r"/\d{4}-\d{2}-\d{2}-"
