"""Spiegel Online: Germany, weekly, German.

Some articles behind a paywall. Page checked: 2023-04-28.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Spiegel(ArticleSpider):
    name = "spiegel"
    allowed_domains = ["spiegel.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.spiegel.de/sitemaps/news-de.xml"),
        Feed("https://www.spiegel.de/schlagzeilen/index.rss"),
        Sitemap("https://www.spiegel.de/sitemap.xml"),
    ]
    article_urls = r"-a-[0-9a-f-]{6,}"

    # JSON-LD has the one of the page, the h1 that of the tab
    headline = css("meta[property='og:title']::attr(content)")
    remove = css("article > header h2")  # the headline of the page, another one
