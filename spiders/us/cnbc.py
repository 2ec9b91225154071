"""CNBC: United States, business news channel, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Cnbc(ArticleSpider):
    name = "cnbc"
    allowed_domains = ["cnbc.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.cnbc.com/sitemap_news.xml"),
        Sitemap("https://www.cnbc.com/sitemapAll.xml"),
    ]
    # Videos lie under /video/2024/….
    article_urls = r"cnbc\.com/\d{4}/\d{2}/\d{2}/"
