"""The New Yorker: United States, weekly, English. Most articles behind a paywall.

Page checked: 2023-05-16.
"""

from scrapers import ArticleSpider, Sitemap


class Newyorker(ArticleSpider):
    name = "newyorker"
    allowed_domains = ["newyorker.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.newyorker.com/feed/google-news-sitemap-feed/sitemap-google-news"),
        Sitemap("https://www.newyorker.com/sitemap.xml"),
    ]
    article_urls = [
        r"/\d{4}/\d{2}/\d{2}/[^/]+",
        r"newyorker\.com/[a-z-]+/[a-z-]+/[a-z0-9]+(?:-[a-z0-9]+)+",
    ]
    not_article_urls = r"/(?:cartoons?|contributors|crossword|video)/"
