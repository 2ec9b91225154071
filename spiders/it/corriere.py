"""Corriere della Sera: Italy, daily, Italian. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Corriere(ArticleSpider):
    name = "corriere"
    allowed_domains = ["corriere.it"]
    language = "it"
    time_zone = "Europe/Rome"
    country = "IT"
    # and about thirty sitemaps, each with the last hundred of a section
    sources = [
        Feed("https://www.corriere.it/rss/homepage.xml"),
        Feed("https://www.corriere.it/rss/ultimora.xml"),
        Sitemap("https://www.corriere.it/rss/sitemap_v2.xml"),
        Sitemap("https://www.corriere.it/dynamic-sitemap/sitemap-last-100/Interni.xml"),
        Sitemap("https://www.corriere.it/dynamic-sitemap/sitemap-last-100/Esteri.xml"),
        Sitemap("https://www.corriere.it/dynamic-sitemap/sitemap-last-100/Politica.xml"),
    ]
    # the second: Dataroom
    article_urls = r"/\d{2}_[a-z]+_\d{2}/.+\.shtml|-va\.shtml"
