"""Mallorca Zeitung: Spain, weekly, German. Some articles behind a paywall.

Page checked: 2025-04-16.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Mallorcazeitung(ArticleSpider):
    name = "mallorcazeitung"
    allowed_domains = ["mallorcazeitung.es"]
    language = "de"
    time_zone = "Europe/Madrid"
    country = "ES"
    sources = [
        Sitemap("https://www.mallorcazeitung.es/sitemap_google_news_8d82b.xml"),
        Feed("https://www.mallorcazeitung.es/rss/section/28000"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/.+-\d+\.html"
