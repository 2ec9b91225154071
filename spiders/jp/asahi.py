"""Asahi Shimbun: Japan, daily, Japanese. Most articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Asahi(ArticleSpider):
    name = "asahi"
    allowed_domains = ["asahi.com"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Sitemap("https://www.asahi.com/sitemap.xml")]
    article_urls = r"/articles/[A-Z]{2}\w{8,}\.html"
