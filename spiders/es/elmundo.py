"""El Mundo: Spain, daily, Spanish. Some articles behind a paywall. Page checked: 2024-12-02."""

from scrapers import ArticleSpider, Feed


class Elmundo(ArticleSpider):
    name = "elmundo"
    allowed_domains = ["elmundo.es"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    sources = [
        Feed("https://e00-elmundo.uecdn.es/elmundo/rss/portada.xml"),
        Feed("https://e00-elmundo.uecdn.es/elmundo/rss/espana.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/\w+\.html"
