"""Tagesschau: Germany, public broadcaster's news, German. Checked on a page of 2023-03-24."""

from scrapers import ArticleSpider, Feed, css


class Tagesschau(ArticleSpider):
    name = "tagesschau"
    allowed_domains = ["tagesschau.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Feed("https://www.tagesschau.de/xml/rss2/")]
    article_urls = r"-\d{2,}\.html$"
    not_article_urls = r"/(?:multimedia|newsticker|wetter)/"

    remove = [
        css(".authorline"),  # "Von …" above the text, read as the authors
        css(".meldungsfooter"),  # "Dieses Thema im Programm", below it
    ]
