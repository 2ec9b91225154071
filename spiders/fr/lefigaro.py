"""Le Figaro: France, daily, French. Some articles behind a paywall. Page checked: 2024-11-22."""

from scrapers import ArticleSpider, Feed, Sitemap


class Lefigaro(ArticleSpider):
    name = "lefigaro"
    allowed_domains = ["lefigaro.fr"]
    language = "fr"
    time_zone = "Europe/Paris"
    country = "FR"
    sources = [
        Sitemap("https://www.lefigaro.fr/sitemap_news.xml"),
        Feed("https://www.lefigaro.fr/rss/figaro_actualites.xml"),
        Feed("https://www.lefigaro.fr/rss/figaro_flash-actu.xml"),
        Sitemap("https://sitemaps.lefigaro.fr/lefigaro.fr/articles.xml"),
    ]
    article_urls = r"lefigaro\.fr/.+-(?:19|20)\d{6}$"
