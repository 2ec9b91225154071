"""Dagbladet: Norway, tabloid, Norwegian. Some articles behind a paywall.

Page checked: 2024-08-04.
"""

from scrapers import ArticleSpider, Sitemap, css


class Dagbladet(ArticleSpider):
    name = "dagbladet"
    allowed_domains = ["dagbladet.no", "db.no"]
    language = "nb"
    time_zone = "Europe/Oslo"
    country = "NO"
    sources = [
        Sitemap("https://www.dagbladet.no/sitemap"),
        Sitemap("https://www.dagbladet.no/app/jw-api-proxy/sitemap/index/dagbladet.xml"),
    ]
    article_urls = r"/[^/]+/\d{7,}(?:[?#]|$)"

    authors = css(".bylines .name")  # of several, the structured data has the last
    remove = css(".aiArticleSummary")  # "Kort fortalt": a summary by a machine
