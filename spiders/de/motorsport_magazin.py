"""MotorSport Magazin: Germany, news of motor sports, German. Page checked: 2024-04-24."""

from scrapers import ArticleSpider, Feed, Sitemap


class MotorsportMagazin(ArticleSpider):
    name = "motorsport_magazin"
    allowed_domains = ["motorsport-magazin.com"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.motorsport-magazin.com/rss/alle-rennserien.xml"),
        Sitemap("https://www.motorsport-magazin.com/sitemap.xml"),
    ]
    article_urls = r"/\w+-\d{4,}-"
