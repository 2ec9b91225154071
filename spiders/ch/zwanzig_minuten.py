"""Zwanzig Minuten: Switzerland, free daily, German and French. Page checked: 2024-12-17."""

from scrapers import ArticleSpider, Sitemap, css


class ZwanzigMinuten(ArticleSpider):
    name = "zwanzig_minuten"
    allowed_domains = ["20min.ch"]
    time_zone = "Europe/Zurich"
    country = "CH"
    sources = [
        Sitemap("https://www.20min.ch/sitemaps/de/news.xml"),
        Sitemap("https://www.20min.ch/sitemaps/fr/news.xml"),
        Sitemap("https://www.20min.ch/sitemaps/de/articles.xml"),
        Sitemap("https://www.20min.ch/sitemaps/fr/articles.xml"),
    ]
    article_urls = r"/story/[\w-]"

    remove = css("[data-testid='InfoBox'] h3")  # says what kind of box it is
