"""Le Monde: France, daily, French. Most articles behind a paywall. Page checked: 2023-08-30."""

from scrapers import ArticleSpider, Sitemap


class Lemonde(ArticleSpider):
    name = "lemonde"
    allowed_domains = ["lemonde.fr"]
    language = "fr"
    time_zone = "Europe/Paris"
    country = "FR"
    sources = [
        Sitemap("https://www.lemonde.fr/sitemap_news.xml"),
        Sitemap("https://www.lemonde.fr/sitemap_index.xml"),
    ]
    article_urls = r"/article/\d{4}/\d{2}/\d{2}/"
