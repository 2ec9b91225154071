"""Norddeutscher Rundfunk (NDR): Germany, public broadcaster, German. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Sitemap


class Ndr(ArticleSpider):
    name = "ndr"
    allowed_domains = ["ndr.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.ndr.de/news-102~news.xml"),
        Sitemap("https://www.ndr.de/index~sitemap_f-sitemap--ndr--info--100.xml"),
        Sitemap("https://www.ndr.de/index~sitemap_f-sitemap--ndr--niedersachsen--100.xml"),
        Sitemap("https://www.ndr.de/index~sitemap_f-sitemap--ndr--schleswig--holstein--100.xml"),
        Sitemap(
            "https://www.ndr.de/index~sitemap_f-sitemap--ndr--mecklenburg--vorpommern--100.xml"
        ),
        Sitemap("https://www.ndr.de/index~sitemap_f-sitemap--ndr--hamburg--100.xml"),
    ]
    article_urls = r",[\w-]*\d\.html"
