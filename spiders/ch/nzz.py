"""Neue Zürcher Zeitung (NZZ): Switzerland, daily, German.

Some articles behind a paywall. Page checked: 2024-07-18.
"""

from scrapers import ArticleSpider, Sitemap, css


class Nzz(ArticleSpider):
    name = "nzz"
    allowed_domains = ["nzz.ch"]
    language = "de"
    time_zone = "Europe/Zurich"
    country = "CH"
    sources = [
        Sitemap("https://www.nzz.ch/sitemap/news0.xml"),
        Sitemap("https://www.nzz.ch/sitemap.xml"),
    ]
    article_urls = r"\bld\.\d+"
    not_article_urls = r"/impressum/"

    keep = css(".headline__lead")  # the standfirst, which the model drops where it is short
