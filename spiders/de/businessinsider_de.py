"""Business Insider DE: Germany, news of business, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class BusinessinsiderDe(ArticleSpider):
    name = "businessinsider_de"
    allowed_domains = ["businessinsider.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.businessinsider.de/news-sitemap.xml"),
        Feed("https://www.businessinsider.de/feed/businessinsider-alle-artikel"),
        Sitemap("https://www.businessinsider.de/sitemap_index.xml"),
    ]
    # three words at least: names of sections have fewer
    article_urls = r"/[^/-]+-[^/-]+-[^/]"
