"""Jyllands-Posten: Denmark, daily, Danish. Most articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class JyllandsPosten(ArticleSpider):
    name = "jyllands_posten"
    allowed_domains = ["jyllands-posten.dk"]
    language = "da"
    time_zone = "Europe/Copenhagen"
    country = "DK"
    sources = [Sitemap("https://jyllands-posten.dk/sitemapindex.xml")]
    article_urls = r"/ECE\d+/"
