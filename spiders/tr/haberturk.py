"""Habertürk: Türkiye, news channel, Turkish. Page checked: 2024-07-03."""

from scrapers import ArticleSpider, Sitemap, css, xpath


class Haberturk(ArticleSpider):
    name = "haberturk"
    allowed_domains = ["haberturk.com"]
    language = "tr"
    time_zone = "Europe/Istanbul"
    country = "TR"
    sources = [
        Sitemap("https://www.haberturk.com/sitemap_google_news.xml"),
        Sitemap("https://www.haberturk.com/sitemap.xml"),
    ]
    # the second: columns
    article_urls = r"-\d{6,}(?:[-/?#]|$)|/\d{6,}-"
    not_article_urls = r"/(?:video|galeri)/"

    headline = css("meta[property='og:title']::attr(content)")  # the heading is a shorter one
    # "Giriş: 03.07.2024 - 18:24", above the text
    remove = xpath("//span[b[contains(., 'Giriş:') or contains(., 'Güncelleme:')]]")
