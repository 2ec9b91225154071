"""The Washington Free Beacon: United States, political online paper, English.

Page checked: 2023-04-28.
"""

from scrapers import ArticleSpider, Sitemap


class Freebeacon(ArticleSpider):
    name = "freebeacon"
    allowed_domains = ["freebeacon.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [Sitemap("https://freebeacon.com/wp-sitemap.xml")]
    # A slug of three words at least.
    article_urls = r"freebeacon\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"
