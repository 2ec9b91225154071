"""NRK: Norway, public broadcaster, Norwegian. Page checked: 2024-08-05."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Nrk(ArticleSpider):
    name = "nrk"
    allowed_domains = ["nrk.no"]
    language = "nb"
    time_zone = "Europe/Oslo"
    country = "NO"
    sources = [
        Feed("https://www.nrk.no/norge/toppsaker.rss"),
        Feed("https://www.nrk.no/urix/toppsaker.rss"),
        Feed("https://www.nrk.no/sport/toppsaker.rss"),
        Feed("https://www.nrk.no/kultur/toppsaker.rss"),
        Feed("https://www.nrk.no/viten/toppsaker.rss"),
        Sitemap("https://www.nrk.no/sitemap.xml"),
    ]
    article_urls = r"-1\.\d{6,}"
    not_article_urls = r"/emne/"

    headline = css(
        "meta[property='og:title']::attr(content)"
    )  # names the matter; the heading teases
