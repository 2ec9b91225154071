"""Balkan Travellers: aggregated world news, English, WordPress. Written 2026-11-23."""

from scrapers import ArticleSpider, Feed, Sitemap


class Balkantravellers(ArticleSpider):
    name = "balkantravellers"
    allowed_domains = ["balkantravellers.com"]
    language = "en"
    sources = [
        # Where WordPress keeps them; no page of the site was at hand to check rules on.
        Feed("https://balkantravellers.com/feed/"),
        Sitemap("https://balkantravellers.com/wp-sitemap.xml"),
    ]
    # An article's slug has four words at least; a page's (about-us) has fewer.
    article_urls = r"balkantravellers\.com/(?:\w[\w%-]*/)*[\w%]+(?:-[\w%]+){3,}/?$"
    not_article_urls = r"/(?:author|category|page|tag)/"
