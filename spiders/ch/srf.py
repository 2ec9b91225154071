"""Schweizer Radio und Fernsehen: Switzerland, public broadcaster, German.

Page checked: 2024-04-15.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Srf(ArticleSpider):
    name = "srf"
    allowed_domains = ["srf.ch"]
    language = "de"
    time_zone = "Europe/Zurich"
    country = "CH"
    sources = [
        Sitemap("https://www.srf.ch/sitemaps/newsmap/news/index.xml"),
        Feed("https://www.srf.ch/news/bnf/rss/1646"),
        Sitemap("https://www.srf.ch/new-news-sitemap"),
    ]
    # three words at least: names of sections have fewer
    article_urls = r"srf\.ch/(?:news|sport|kultur|wissen|meteo)/(?:[^/]+/)+[^/-]+-[^/-]+-[^/]"
