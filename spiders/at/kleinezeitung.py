"""Kleine Zeitung: Austria, regional daily, German.

Some articles behind a paywall. No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Kleinezeitung(ArticleSpider):
    name = "kleinezeitung"
    allowed_domains = ["kleinezeitung.at"]
    language = "de"
    time_zone = "Europe/Vienna"
    country = "AT"
    sources = [
        Sitemap("https://www.kleinezeitung.at/news-sitemap"),
        Sitemap("https://www.kleinezeitung.at/sitemaps/sitemap_main.xml"),
    ]
    article_urls = r"/\d{6,}[/_]"
