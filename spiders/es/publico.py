"""Público: Spain, online daily, Spanish. Page checked: 2025-05-29."""

from scrapers import ArticleSpider, Section, Sitemap


class Publico(ArticleSpider):
    name = "publico"
    allowed_domains = ["publico.es"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    # its sitemaps are named by the month: the front page is what stays
    sources = [
        Section("https://www.publico.es/"),
        Sitemap("https://www.publico.es/sitemap-noticias-202611.xml"),
        Sitemap("https://www.publico.es/sitemap-noticias-202610.xml"),
    ]
    article_urls = r"publico\.es/[^?#]+/[^/?#-]+-[^/?#]+\.html"
    not_article_urls = r"/info/"
