"""Rzeczpospolita: Poland, daily, Polish. Some articles behind a paywall.

Page checked: 2025-02-02.
"""

from scrapers import ArticleSpider, Sitemap, css


class Rp(ArticleSpider):
    name = "rp"
    allowed_domains = ["rp.pl"]
    language = "pl"
    time_zone = "Europe/Warsaw"
    country = "PL"
    sources = [
        Sitemap("https://www.rp.pl/sitemaps/news-sitemap.xml"),
        Sitemap("https://www.rp.pl/sitemaps/sitemap.xml"),
    ]
    article_urls = r"/art\d+-"

    remove = css(".content--excerpt")  # teasers of other articles between the paragraphs
