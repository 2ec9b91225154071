"""Anadolu Ajansı: Türkiye, state news agency, Turkish. Page checked: 2025-04-05."""

from scrapers import ArticleSpider, Feed, xpath


class Aa(ArticleSpider):
    name = "aa"
    allowed_domains = ["aa.com.tr"]
    language = "tr"
    time_zone = "Europe/Istanbul"
    country = "TR"
    sources = [Feed("https://www.aa.com.tr/tr/rss/default?cat=guncel")]
    article_urls = r"/tr/[^?#]+/\d{5,}"
    not_article_urls = r"/tr/(?:pg|vg|info)/"

    authors = xpath("//span[@class='tarih']/preceding-sibling::span")  # in no meta data
