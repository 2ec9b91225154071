"""Der Standard: Austria, daily, German. Page checked: 2024-05-03."""

from scrapers import ArticleSpider, Feed, Sitemap


class Derstandard(ArticleSpider):
    name = "derstandard"
    allowed_domains = ["derstandard.at"]
    language = "de"
    time_zone = "Europe/Vienna"
    country = "AT"
    sources = [
        Sitemap("https://www.derstandard.at/sitemaps/news.xml"),
        Feed("https://www.derstandard.at/rss"),
        Sitemap("https://www.derstandard.at/sitemaps/sitemap.xml"),
    ]
    article_urls = r"/(?:story|jetzt/livebericht)/\d+"
