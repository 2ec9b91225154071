"""Morgunblaðið: Iceland, daily, Icelandic. Some articles behind a paywall.

Page checked: 2025-04-16.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Mbl(ArticleSpider):
    name = "mbl"
    allowed_domains = ["mbl.is"]
    language = "is"
    time_zone = "Atlantic/Reykjavik"
    country = "IS"
    sources = [
        Feed("https://www.mbl.is/feeds/fp/"),
        Feed("https://www.mbl.is/feeds/innlent/"),
        Feed("https://www.mbl.is/feeds/erlent/"),
        Feed("https://www.mbl.is/feeds/helst/"),
        Sitemap("https://www.mbl.is/mm/sitemap.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/[^/]+"

    remove = css(".newsitem-image")  # captions that are not marked as such
