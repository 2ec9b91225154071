"""Aftonbladet: Sweden, tabloid, Swedish. Some articles behind a paywall.

Page checked: 2026-01-08.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Aftonbladet(ArticleSpider):
    name = "aftonbladet"
    allowed_domains = ["aftonbladet.se"]
    language = "sv"
    time_zone = "Europe/Stockholm"
    country = "SE"
    sources = [
        Sitemap("https://www.aftonbladet.se/sitemaps/files/articles-48hrs.xml"),
        Feed("https://rss.aftonbladet.se/rss2/small/pages/sections/senastenytt/"),
        Sitemap("https://www.aftonbladet.se/sitemap.xml"),
    ]
    article_urls = r"/a/\w{4,}"
