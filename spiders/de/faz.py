"""Frankfurter Allgemeine Zeitung: Germany, daily, German.

Some articles behind a paywall. Pages checked: 2023-04-28, 2024-04-17.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Faz(ArticleSpider):
    name = "faz"
    allowed_domains = ["faz.net"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.faz.net/sitemap-news.xml"),
        Feed("https://www.faz.net/rss/aktuell"),
        Feed("https://www.faz.net/rss/aktuell/politik"),
        Feed("https://www.faz.net/rss/aktuell/wirtschaft/"),
        Feed("https://www.faz.net/rss/aktuell/gesellschaft/"),
        Sitemap("https://www.faz.net/sitemap-index.xml"),
    ]
    article_urls = r"-\d{6,}\.html"
    not_article_urls = r"/(?:redaktion|faz-net-services|video)/"

    headline = css("meta[property='og:title']::attr(content)")  # JSON-LD has one for searchers
    keep = css("header .header-teaser")  # the standfirst, which "teaser" speaks against
    remove = css(".atc-Headline")  # the headline of JSON-LD once more
