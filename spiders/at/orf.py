"""Österreichischer Rundfunk: Austria, public broadcaster, German. Page checked: 2024-11-22."""

from scrapers import ArticleSpider, Feed


class Orf(ArticleSpider):
    name = "orf"
    allowed_domains = ["orf.at"]
    language = "de"
    time_zone = "Europe/Vienna"
    country = "AT"
    sources = [Feed("https://rss.orf.at/news.xml")]
    article_urls = r"/stories/\d{5,}"
    not_article_urls = r"//debatte\."  # readers' debates
