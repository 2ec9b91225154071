"""Die Welt: Germany, daily, German. Some articles behind a paywall. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap


class Welt(ArticleSpider):
    name = "welt"
    allowed_domains = ["welt.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.welt.de/sitemaps/newssitemap/newssitemap.xml"),
        Feed("https://www.welt.de/feeds/latest.rss"),
        Sitemap("https://www.welt.de/sitemaps/sitemap/sitemap.xml"),
    ]
    article_urls = r"/(?:article|plus|live)\w*\d"
    not_article_urls = r"/services/"
