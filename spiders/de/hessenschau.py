"""Hessenschau: Germany, public broadcaster's regional news, German. Page checked: 2024-04-27."""

from scrapers import ArticleSpider, Feed, Sitemap


class Hessenschau(ArticleSpider):
    name = "hessenschau"
    allowed_domains = ["hessenschau.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.hessenschau.de/index.rss"),
        Sitemap("https://www.hessenschau.de/indexsitemap.nc.xml"),
        Sitemap("https://www.hessenschau.de/sitemap.nc.xml"),
    ]
    article_urls = r",[^/]+-\d{2,}\.html"
    not_article_urls = r"/redaktion/"
