"""Die Zeit: Germany, weekly, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Zeit(ArticleSpider):
    name = "zeit"
    allowed_domains = ["zeit.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # its news sitemap wants a day in the address
    sources = [
        Feed("https://newsfeed.zeit.de/news/index"),
        Sitemap("https://www.zeit.de/gsitemaps/index.xml"),
    ]
    article_urls = r"/20\d\d[-/]\d\d/"
