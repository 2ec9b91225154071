"""Der Standard: Austria, daily, German. Page checked: 2024-05-03."""

from scrapers import ArticleSpider, Feed, Sitemap, css


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

    remove = css("figure[data-type='quote']")  # says again what a paragraph says
