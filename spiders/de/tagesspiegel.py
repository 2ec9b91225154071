"""Tagesspiegel: Germany, regional daily, German.

Some articles behind a paywall. Page checked: 2024-04-29.
"""

from scrapers import ArticleSpider, Sitemap, css


class Tagesspiegel(ArticleSpider):
    name = "tagesspiegel"
    allowed_domains = ["tagesspiegel.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the archive has a sitemap a year: this one and the last
    sources = [
        Sitemap("https://www.tagesspiegel.de/news.xml"),
        Sitemap("https://www.tagesspiegel.de/contentexport/static/sitemap-index_2026.xml"),
        Sitemap("https://www.tagesspiegel.de/contentexport/static/sitemap-index_2025.xml"),
    ]
    article_urls = r"-\d{6,}\.html"

    remove = css("#story-elements blockquote")  # says again what a paragraph says
