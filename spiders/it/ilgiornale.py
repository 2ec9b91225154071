"""Il Giornale: Italy, daily, Italian. Page checked: 2025-02-04."""

from scrapers import ArticleSpider, Feed, Sitemap


class Ilgiornale(ArticleSpider):
    name = "ilgiornale"
    allowed_domains = ["ilgiornale.it"]
    language = "it"
    time_zone = "Europe/Rome"
    country = "IT"
    sources = [
        Sitemap("https://www.ilgiornale.it/sitemap/google-news.xml"),
        Feed("https://www.ilgiornale.it/feed.xml"),
        Sitemap("https://www.ilgiornale.it/sitemap/indice.xml"),
    ]
    article_urls = r"-\d{5,}\.html"
    not_article_urls = r"/(?:tag|luoghi|persone|autore|utente)/"
