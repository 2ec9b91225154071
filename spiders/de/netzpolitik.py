"""netzpolitik.org: Germany, news of digital rights, German. Page checked: 2024-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap


class Netzpolitik(ArticleSpider):
    name = "netzpolitik"
    allowed_domains = ["netzpolitik.org"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://netzpolitik.org/feed/"),
        Sitemap("https://netzpolitik.org/sitemap.xml"),
    ]
    article_urls = r"/20\d\d/[^/]"
