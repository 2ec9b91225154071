"""Frankfurter Rundschau: Germany, daily, German. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Fr(ArticleSpider):
    name = "fr"
    allowed_domains = ["fr.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.fr.de/news.xml"),
        Feed("https://fr.de/rssfeed.rdf"),
        Sitemap("https://www.fr.de/sitemap-index.xml"),
    ]
    article_urls = r"-\d{6,}\.html"
