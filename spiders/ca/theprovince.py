"""The Province: Canada, daily of Vancouver, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Theprovince(ArticleSpider):
    name = "theprovince"
    allowed_domains = ["theprovince.com"]
    language = "en"
    time_zone = "America/Vancouver"
    country = "CA"
    sources = [
        Sitemap("https://theprovince.com/sitemap-news.xml"),
        Feed("https://theprovince.com/feed"),
        Sitemap("https://theprovince.com/sitemap-old.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"theprovince\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"
