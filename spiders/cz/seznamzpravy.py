"""Seznam Zprávy: Czechia, online news, Czech. Page checked: 2025-11-06."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Seznamzpravy(ArticleSpider):
    name = "seznamzpravy"
    allowed_domains = ["seznamzpravy.cz"]
    language = "cs"
    time_zone = "Europe/Prague"
    country = "CZ"
    sources = [
        Sitemap("https://www.seznamzpravy.cz/sitemaps/sitemap_news.xml"),
        Feed("https://www.seznamzpravy.cz/rss"),
        Sitemap("https://www.seznamzpravy.cz/sitemaps/sitemap_articles.xml"),
    ]
    article_urls = r"/clanek/[^/]+"

    remove = [
        css("#accessibility-article"),  # "Článek", a heading for screen readers
        css(".mol-post-card__body"),  # boxes with the story so far, each with paragraphs of its own
    ]
